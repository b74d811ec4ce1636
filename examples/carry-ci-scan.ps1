#Requires -Modules InspectorHub

<#
.SYNOPSIS
    Carries the result of an Amazon Inspector scan in CI into Security Hub, and fails the build for what is too bad.
.DESCRIPTION
    Inspector's own flow never carries what its scans in a pipeline find (ScanSbom, the CI plugins). This sends all of it,
    archives what this image had before and has no more, also where the scan has found nothing, and gives an exit code to
    stop on. The image is its repository and tag: the next push of the tag takes the place of this one.
.PARAMETER Path
    The result of the scan: CycloneDX, or Inspector's own format.
.PARAMETER Image
    The image that was scanned. One in Amazon ECR says whose it is.
.PARAMETER Connection
    Connection parameters. Nothing takes what the AWS SDK finds.
.PARAMETER FailOn
    The severities that stop the build.
.PARAMETER OutboxPath
    The outbox, where it shall not be the user's own: a build agent that is thrown away keeps nothing.
.EXAMPLE
    ./carry-ci-scan.ps1 -Path ./scan.cdx.json -Image 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/checkout:42
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Image,
    [System.Collections.IDictionary] $Connection = @{},
    [string[]] $FailOn = @('CRITICAL'),
    [string] $OutboxPath
)

$delivery = @{ TimeoutSec = 300 }
if ($OutboxPath) { $delivery.OutboxPath = $OutboxPath }

# Whose Security Hub has the image's findings; an image outside of Amazon ECR does not say it.
$there = @{} + $Connection
if ($Image -match '\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+)\.') { $there.Region = $Matches[2] }

# A scan that cannot be read is none: it must not end anything.
$findings = @(Import-InspectorFinding -Path $Path -Resource $Image -ErrorAction Stop | ConvertTo-Asff -ErrorAction Stop)
$findings | Send-InspectorFindingToHub @Connection @delivery
# What is over, and what another agent's scan had ended and is here again, is looked for in Security Hub itself, since a build agent
# has no outbox from before. What was sent a moment ago need not be found there yet.
$differences = @($findings | Compare-InspectorHubFinding @there -Resource $Image | Where-Object Kind -NE Missing)
if ($differences.Count -gt 0) { $differences | Send-InspectorFindingToHub @Connection @delivery }
$stopping = @($findings | Where-Object { $_.Severity.Label -in $FailOn })
if ($stopping.Count -gt 0) {
    $stopping | ForEach-Object { "$($_.Severity.Label): $($_.Title)" }
    exit 1
}
