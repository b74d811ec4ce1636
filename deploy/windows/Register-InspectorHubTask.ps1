#Requires -Version 7.4
#Requires -RunAsAdministrator
#Requires -Modules InspectorHub
<#
.SYNOPSIS
Registers a scheduled task that synchronizes Security Hub with Amazon Inspector every five minutes.
.EXAMPLE
./Register-InspectorHubTask.ps1 -Region eu-central-1, us-east-1 -ProfileName security
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Regions to synchronize.
    [Parameter(Mandatory)]
    [ValidatePattern('^[a-z]{2}(-[a-z]+)+-\d$')]
    [string[]] $Region,

    # A profile of the account that the task runs as; without it the machine's role.
    [ValidatePattern('^[\w.@-]+$')]
    [string] $ProfileName,

    # The account that the task runs as: its outbox, and its credentials.
    [string] $User = 'NT AUTHORITY\NETWORK SERVICE',

    # From the end of one start to the next.
    [ValidateRange(1, 1440)]
    [int] $Minutes = 5
)

$ErrorActionPreference = 'Stop'
$command = "Sync-InspectorFindingToHub -Region $($Region -join ', ') -TimeoutSec 1500"
if ($ProfileName) { $command += " -ProfileName $ProfileName" }
$action = New-ScheduledTaskAction -Execute (Join-Path $PSHOME pwsh.exe) `
    -Argument "-NoProfile -NonInteractive -Command `"$command; exit [int](-not `$?)`""
$trigger = New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes $Minutes)
# Two at once would only share the work: one is enough.
$settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -StartWhenAvailable
if ($PSCmdlet.ShouldProcess('InspectorHub', 'Register the scheduled task')) {
    Register-ScheduledTask -TaskName InspectorHub -Action $action -Trigger $trigger -Settings $settings -User $User -Force
}
