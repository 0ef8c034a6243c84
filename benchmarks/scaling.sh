#!/usr/bin/env bash
# Whether a line costs the same in a large log as in a small one, and with many open mails as with few: Markdown tables of `maillog track --format json`.
# usage: scaling.sh [-n RUNS] [postfix|pmg|qmail] [MEGABYTES…]     default: postfix 10 100 1000; 10000 takes a few minutes, and the space
set -euo pipefail
. "$(dirname "$0")/measure.sh"
runs=3
if [ "${1-}" = -n ]; then runs=$2; shift 2; fi
system=${1-postfix}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- 10 100 1000
build

# row LABEL MEGABYTES OPEN: small logs are measured more often, as start-up is most of them.
row() {
    local file=$scratch/scaling.log lines run wall cpu peak count=$runs
    [ "$2" -gt 100 ] || count=$((runs + 2))
    "$benchmarks" generate "$system" "$2" "$file" --open "$3"
    lines=$(wc -l < "$file")
    rm -f "$scratch"/run.*
    for ((run = 0; run < count; run++)); do
        read -r wall cpu peak < <(measure "$maillog track --format json $file")
        echo "$wall" >> "$scratch/run.wall"
        echo "$cpu" >> "$scratch/run.cpu"
        echo "$peak" >> "$scratch/run.peak"
    done
    wall=$(median < "$scratch/run.wall")
    awk -v label="$1" -v wall="$wall" -v cpu="$(median < "$scratch/run.cpu")" -v peak="$(median < "$scratch/run.peak")" -v lines="$lines" -v mb="$2" \
        'BEGIN { printf "| %s | %d | %.2f | %.0f | %.0f | %.0f | %d |\n", label, lines, wall, mb / wall, wall / lines * 1e9, cpu / lines * 1e9, peak }'
    rm -f "$file"
}

heading() {
    echo "| $1 | lines | seconds | MB/s | ns/line | CPU ns/line | peak memory, MB |"
    echo '|---|---|---|---|---|---|---|'
}

echo "$system, 100 mails open at a time; start-up included."
echo
heading 'size, MB'
for size; do row "$size" "$size" 100; done
echo
echo "$system, 250 MB."
echo
heading 'open mails'
for open in 10 100 1000 10000 100000; do row "$open" 250 "$open"; done
