#!/usr/bin/env bash
# Whole processes on logs, from start to exit, page cache warm: a Markdown table for each.
# usage: whole-process.sh [-n RUNS] [FILE…]     without a file: 250 MB of made Postfix traffic
set -euo pipefail
. "$(dirname "$0")/measure.sh"
runs=5
if [ "${1-}" = -n ]; then runs=$2; shift 2; fi
build
if [ $# -eq 0 ]; then
    "$benchmarks" generate postfix 250 "$scratch/postfix.log"
    set -- "$scratch/postfix.log"
fi

# A queue id of a mail from the middle of the file.
middle_id() {
    tail -c +$(($(stat -Lc %s "$1") / 2)) "$1" | grep -aoEm 1 '(\]|[0-9] - -) ?:? *[0-9A-Za-z]{6,23}: from=<|info msg [0-9]+' | grep -aoE '[0-9A-Za-z]{6,23}(: from=<)?$' | sed 's/: from=<//' || true
}

table() {
    local file=$1 id quoted word=msg commands=() i run wall cpu peak
    quoted=$(printf %q "$file")
    id=$(middle_id "$file")
    grep -aqm 1 postfix/ "$file" && word=postfix
    commands=("wc -l $quoted" "grep -c $word $quoted" "$maillog track --format json $quoted")
    [ -z "$id" ] || commands+=("$maillog track --queue-id $id $quoted")
    # The gateway's report knows no other server than Postfix. Its window is as wide as it can be.
    if [ $word = postfix ]; then
        commands+=("$maillog pmg -s 0 -e 4102444800 -v -i $quoted")
        [ -z "$id" ] || commands+=("$maillog pmg -s 0 -e 4102444800 -vv -q $id -i $quoted")
    fi
    cat "$file" > /dev/null
    rm -f "$scratch"/run.*
    # Interleaved, so that a noisy neighbour hits all alike; ratios are made within one round.
    for ((run = 0; run < runs; run++)); do
        for i in "${!commands[@]}"; do
            read -r wall cpu peak < <(measure "${commands[i]}")
            echo "$wall" >> "$scratch/run.$i.wall"
            echo "$cpu" >> "$scratch/run.$i.cpu"
            echo "$peak" >> "$scratch/run.$i.peak"
        done
    done
    echo "$(basename "$file"): $(($(stat -Lc %s "$file") / 1000000)) MB, $(wc -l < "$file") lines; medians of $runs interleaved runs."
    echo
    echo '| command | seconds | CPU seconds | times grep | peak memory, MB |'
    echo '|---|---|---|---|---|'
    for i in "${!commands[@]}"; do
        printf '| `%s` | %.3f | %.2f | %.1f | %.0f |\n' "$(show "${commands[i]}" "$file")" "$(median < "$scratch/run.$i.wall")" "$(median < "$scratch/run.$i.cpu")" \
            "$(paste "$scratch/run.$i.wall" "$scratch/run.1.wall" | awk '{ print $1 / $2 }' | median)" "$(median < "$scratch/run.$i.peak")"
    done
    echo
}

# A command as it is shown: without the paths of this machine.
show() {
    local text=${1/#"$maillog"/maillog}
    echo "${text/$(printf %q "$2")/LOG}"
}

for file in "$@"; do table "$file"; done
