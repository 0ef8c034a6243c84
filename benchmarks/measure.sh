# What the scripts beside this one share; to be sourced. Needs GNU time (Debian: apt install time).
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
maillog=$root/samples/MailLog.Cli/bin/Release/net10.0/maillog
benchmarks=$root/benchmarks/MailLog.Benchmarks/bin/Release/net10.0/MailLog.Benchmarks
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
shopt -s inherit_errexit
export LC_ALL=C DOTNET_CLI_UI_LANGUAGE=en

[ -x /usr/bin/time ] || { echo "GNU time is not installed" >&2; exit 2; }

build() {
    local project
    for project in samples/MailLog.Cli benchmarks/MailLog.Benchmarks; do
        dotnet build "$root/$project" -c Release --nologo -v quiet -clp:NoSummary >&2
    done
}

# measure COMMAND: "WALL CPU PEAK", in seconds, seconds and MB. The output goes through a pipe: grep that sees /dev/null behind it stops at its first match.
measure() {
    local start=$EPOCHREALTIME
    /usr/bin/time -q -f '%U %S %M' -o "$scratch/time" bash -c "exec $1" | cat > /dev/null || [ $? -eq 1 ]    # grep and track say so that nothing was found
    awk -v start="$start" -v end="$EPOCHREALTIME" '{ printf "%.4f %.2f %.0f\n", end - start, $1 + $2, $3 / 1024 }' "$scratch/time"
}

# median < NUMBERS
median() {
    sort -n | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# The machine and the versions, for the head of a table.
machine() {
    local cpu memory
    cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
    memory=$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)
    echo "$(nproc) cores of ${cpu:-$(uname -m)}, $memory, $(. /etc/os-release; echo "$PRETTY_NAME"), .NET $(dotnet --list-runtimes | awk '/NETCore.App 10/ { print $2 }' | tail -n 1), $(date +%F)."
}
