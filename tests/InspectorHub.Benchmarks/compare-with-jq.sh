#!/usr/bin/env bash
# Whole processes side by side, start to end: Import-InspectorFinding | ConvertTo-Asff -AsJson over a file of findings, and jq
# that only copies the same findings. Turn about, so that both see the same machine. Needs jq.
#   compare-with-jq.sh [findings] [rounds]
set -euo pipefail
cd "$(dirname "$0")/../.."
findings=${1:-100000} rounds=${2:-3}
dotnet build InspectorHub.sln -c Release -v q -clp:NoSummary
shell=tools/Shell/bin/Release/net10.0/Shell
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet run --no-build -c Release --project tests/InspectorHub.Benchmarks -- generate "$folder/findings.json" "$findings"
ls -l "$folder/findings.json" | awk '{ printf "%d MB\n", $5 / 1e6 }'
TIMEFORMAT='%R s, processor %U + %S s'
for round in $(seq "$rounds"); do
    echo -n "$round InspectorHub: "
    time "$shell" tests/InspectorHub.Benchmarks/translate-file.ps1 "$folder/findings.json" "$folder/asff.ndjson"
    echo -n "$round jq -c:        "
    time jq -c '.findings[]' "$folder/findings.json" > "$folder/findings.ndjson"
done
