#!/usr/bin/env bash
# Whole processes side by side, start to end: Import-InspectorFinding | ConvertTo-Asff -AsJson over a file of findings, and jq
# that only copies the same findings. Turn about, so that both see the same machine. Needs jq.
#   compare-with-jq.sh [findings | file] [rounds]
# PWSH is the PowerShell to start, the tool's by default, whose shim takes a quarter of a second: PWSH=pwsh is one that is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
findings=${1:-100000} rounds=${2:-3} pwsh=${PWSH:-dotnet tool run pwsh --}
dotnet build InspectorHub.sln -c Release -v q -clp:NoSummary
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
file=$findings
if [[ ! -f $file ]]; then
    file=$folder/findings.json
    dotnet run --no-build -c Release --project tests/InspectorHub.Benchmarks -- generate "$file" "$findings"
fi
ls -l "$file" | awk '{ printf "%d MB\n", $5 / 1e6 }'
TIMEFORMAT='%R s, processor %U + %S s'
for round in $(seq "$rounds"); do
    echo -n "$round InspectorHub: "
    time $pwsh -NoProfile -File tests/InspectorHub.Benchmarks/translate-file.ps1 "$file" "$folder/asff.ndjson"
    echo -n "$round jq -c:        "
    time jq -c '.findings[]' "$file" > "$folder/findings.ndjson"
done
