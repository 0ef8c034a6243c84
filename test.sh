#!/usr/bin/env bash
# Builds everything once, then runs every test project; one that hangs is ended. Arguments go to each `dotnet test`: ./test.sh --filter Name~Hostile
set -uo pipefail
cd "$(dirname "$0")"
dotnet build MailLog.sln -c Release --nologo -v quiet || exit 1
command -v chromium chromium-browser google-chrome >/dev/null || echo "There is no chromium here: the tests of 'maillog report' in a browser do not run (apt-get install chromium)."
status=0
for project in tests/*/*.csproj; do
    dotnet test "$project" -c Release --no-build --nologo --blame-hang-timeout 4min --blame-hang-dump-type none "$@" || status=1
done
exit $status
