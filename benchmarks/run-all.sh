#!/usr/bin/env bash
# Measures everything that docs/performance.md shows, and writes benchmarks/results/*.md. About six minutes on a quiet machine; a noisy one makes it worthless.
set -euo pipefail
. "$(dirname "$0")/measure.sh"
results=$root/benchmarks/results
mkdir -p "$results"
build

# result NAME TITLE COMMAND: written only when the command has run through.
result() {
    local start=$SECONDS text
    text=$($3)
    printf '# %s\n%s\n\n%s\n' "$2" "$(machine)" "$text" > "$results/$1.md"
    echo "$1: $((SECONDS - start)) s" >&2
}

scopes() {
    cd "$root"    # the harness looks for the project from here
    "$benchmarks" --filter '*' --artifacts "$scratch/artifacts" >&2
    local class
    for class in Scope Regex; do
        # Without the emphasis by which groups begin, and the harness' own head.
        sed '/^```/,/^```/d; s/\*\*//g' "$scratch/artifacts/results/MailLog.Benchmarks.${class}Benchmarks-report-github.md"
        echo
    done
}

processes() {
    local system
    for system in postfix pmg qmail; do "$benchmarks" generate "$system" 250 "$scratch/$system.log"; done
    "$root/benchmarks/whole-process.sh" "$scratch"/{postfix,pmg,qmail}.log
}

result scopes 'Scopes: time, speed and memory per line' scopes
result whole-process 'Whole processes' processes
result scaling 'Scaling' "$root/benchmarks/scaling.sh"
