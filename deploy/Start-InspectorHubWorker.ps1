#Requires -Version 7.4
#Requires -Modules InspectorHub
<#
.SYNOPSIS
    A worker: takes Amazon Inspector's events off a queue and delivers their findings, until it is told to end.
.DESCRIPTION
    Any number of workers share a queue. The queue is what remembers: a message is deleted only when Security Hub has answered
    for all that is in it, so that a worker may die at any time, and its disk with it.

    SIGTERM (docker stop, the end of an ECS task, systemctl stop) ends it in order: it takes no more messages, delivers what it
    has for as long as the grace lasts, and gives the rest back to the queue.

    It writes one JSON object a line, never a secret: time, level, message, and what belongs to it. It touches the health file
    at least once a minute; a file that has not been touched for five minutes is that of a worker that hangs.

    With -FullRound it makes one full round instead and ends: Sync-InspectorFindingToHub -Full, which sends what Amazon Inspector
    lists in all accounts and Security Hub lacks, and archives what Inspector no longer has. Events are best effort, and Inspector
    forgets closed findings after three days, so let one such task run each day beside the workers.

    Exit code: 0 when it ended because it was told to and everything is delivered or back in the queue; 1 when it could not go on.
.PARAMETER QueueUrl
    The queue, by default INSPECTORHUB_QUEUE_URL of the environment.
.PARAMETER RoleArn
    The role to deliver with, {AccountId} standing for the account of each finding; by default INSPECTORHUB_ROLE_ARN of the
    environment. Without one findings are delivered with the worker's own credentials.
.PARAMETER ExternalId
    What the role's trust policy asks for; by default INSPECTORHUB_EXTERNAL_ID of the environment.
.PARAMETER OutboxPath
    Where findings wait while they are on their way; a file of this worker alone.
.PARAMETER HealthPath
    The health file, by default INSPECTORHUB_HEALTH_PATH of the environment.
.PARAMETER GraceSeconds
    How long what it has is still delivered after SIGTERM; by default INSPECTORHUB_GRACE_SECONDS of the environment. Keep it
    below the time that whoever stops it waits before SIGKILL.
.PARAMETER FullRound
    Makes one full round instead of working on the queue.
.PARAMETER ArchiveLimit
    With more findings than so many over at once the full round takes it for a mistake and archives none; by default
    INSPECTORHUB_ARCHIVE_LIMIT of the environment, or 100.
.PARAMETER Connection
    More connection parameters. Nothing takes what the AWS SDK finds: the task's role, the instance's, the environment.
.EXAMPLE
    ./Start-InspectorHubWorker.ps1 -QueueUrl https://sqs.eu-central-1.amazonaws.com/111122223333/inspector-findings
#>
[CmdletBinding()]
param(
    [string] $QueueUrl = $env:INSPECTORHUB_QUEUE_URL,
    [string] $RoleArn = $env:INSPECTORHUB_ROLE_ARN,
    [string] $ExternalId = $env:INSPECTORHUB_EXTERNAL_ID,
    [ValidateNotNullOrEmpty()]
    [string] $OutboxPath = (Join-Path ([IO.Path]::GetTempPath()) "inspectorhub-worker-$PID.db"),
    [ValidateNotNullOrEmpty()]
    [string] $HealthPath = ($env:INSPECTORHUB_HEALTH_PATH ?? (Join-Path ([IO.Path]::GetTempPath()) 'inspectorhub-worker.health')),
    [ValidateRange(0, 3600)] [int] $GraceSeconds = ($env:INSPECTORHUB_GRACE_SECONDS ?? 90),
    [switch] $FullRound,
    [ValidateRange(0, [int]::MaxValue)] [int] $ArchiveLimit = ($env:INSPECTORHUB_ARCHIVE_LIMIT ?? 100),
    [System.Collections.IDictionary] $Connection = @{}
)

$ErrorActionPreference = 'Continue'

function ConvertTo-LogLine($Level, $Message, [System.Collections.IDictionary] $More = @{}) {
    $line = [ordered]@{ time = [DateTimeOffset]::UtcNow.ToString('o'); level = $Level; worker = $PID; message = "$Message" }
    foreach ($key in $More.Keys) { $line[$key] = $More[$key] }
    ConvertTo-Json $line -Compress -Depth 3
}

function ConvertTo-LogEntry($Record) {
    switch ($Record) {
        { $_ -is [System.Management.Automation.ErrorRecord] } {
            return ConvertTo-LogLine error $_.Exception.Message @{ errorId = $_.FullyQualifiedErrorId; target = "$($_.TargetObject)" }
        }
        { $_ -is [System.Management.Automation.WarningRecord] } { return ConvertTo-LogLine warning $_.Message }
        { $_ -is [System.Management.Automation.VerboseRecord] } { return ConvertTo-LogLine info $_.Message }
        { $_ -is [System.Management.Automation.InformationRecord] } { return ConvertTo-LogLine info $_.MessageData }
        default {
            $figures = @{}
            foreach ($property in $_.PSObject.Properties) {
                if ($property.Value -is [ValueType]) { $figures[$property.Name] = $property.Value -is [TimeSpan] ? "$($property.Value)" : $property.Value }
            }
            return ConvertTo-LogLine info 'What became of the findings' $figures
        }
    }
}

function Set-Health { [IO.File]::WriteAllText($HealthPath, [DateTimeOffset]::UtcNow.ToString('o')) }

if (-not $FullRound -and -not $QueueUrl) { throw 'The worker has no queue: give -QueueUrl, or set INSPECTORHUB_QUEUE_URL.' }
$role = @{}
if ($RoleArn) { $role.RoleArn = $RoleArn }
if ($RoleArn -and $ExternalId) { $role.ExternalId = $ExternalId }
$delivery = @{ OutboxPath = $OutboxPath; Verbose = $true }
$work = $FullRound ?
    @{ Full = $true; ArchiveLimit = $ArchiveLimit; Confirm = $false } :
    @{ QueueUrl = $QueueUrl; Watch = $true; GracePeriod = [TimeSpan]::FromSeconds($GraceSeconds) }

Set-Health
ConvertTo-LogLine info ($FullRound ? 'A full round begins' : 'The worker begins') @{
    queue = $QueueUrl; version = "$((Get-Module InspectorHub).Version)"
}
# What goes wrong while a worker goes on is tried again; after a full round nothing is.
$failed = $false
try {
    Sync-InspectorFindingToHub @Connection @role @delivery @work *>&1 | ForEach-Object {
        Set-Health
        if ($FullRound -and $_ -is [System.Management.Automation.ErrorRecord]) { $failed = $true }
        ConvertTo-LogEntry $_
    }
}
catch {
    ConvertTo-LogEntry $_
    exit 1
}

ConvertTo-LogLine info ($FullRound ? 'The full round has ended' : 'The worker has ended')
exit [int] $failed
