<#
.SYNOPSIS
    Reads a file of findings, writes each as a line of ASFF, and says what it took.
#>
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../out/InspectorHub/InspectorHub.psd1"
$written = [IO.StreamWriter]::new($Destination)
try {
    $count = 0
    Import-InspectorFinding -LiteralPath $Path | ConvertTo-Asff -AsJson | ForEach-Object { $written.WriteLine($_); $count++ }
}
finally {
    $written.Dispose()
}

$process = [Diagnostics.Process]::GetCurrentProcess()
'{0} findings, {1:N1} s of processor time, peak memory {2:N0} MB' -f $count, $process.TotalProcessorTime.TotalSeconds, ($process.PeakWorkingSet64 / 1e6)
