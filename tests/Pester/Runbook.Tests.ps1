#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# How to test a runbook without an AWS account: Inspector and Security Hub are played on this machine.

BeforeAll {
    $built = "$PSScriptRoot/../../out/InspectorHub/InspectorHub.psd1"
    if (Test-Path $built) { Import-Module $built -Force } else { Import-Module InspectorHub }
    $runbook = "$PSScriptRoot/../../examples/forward-urgent-findings.ps1"

    function New-Finding([int] $Number, [string] $Severity, [string] $FixAvailable = 'YES', [string] $Status = 'ACTIVE') {
        $now = [DateTimeOffset]::UtcNow.ToString('o')
        @{
            findingArn      = 'arn:aws:inspector2:us-east-1:123456789012:finding/{0:x32}' -f $Number
            awsAccountId    = '123456789012'
            type            = 'PACKAGE_VULNERABILITY'
            title           = "CVE-2025-$Number - openssl"
            description     = 'A flaw in openssl.'
            severity        = $Severity
            status          = $Status
            fixAvailable    = $FixAvailable
            firstObservedAt = $now
            lastObservedAt  = $now
            remediation     = @{ recommendation = @{ text = 'None Provided' } }
            resources       = @(@{ type = 'AWS_EC2_INSTANCE'; id = 'i-0123456789abcdef0'; partition = 'aws'; region = 'us-east-1' })
            packageVulnerabilityDetails = @{
                vulnerabilityId    = "CVE-2025-$Number"
                source             = 'NVD'
                vulnerablePackages = @(@{ name = 'openssl'; version = '1.1.1' })
            }
        }
    }
}

Describe 'forward-urgent-findings.ps1' {
    BeforeEach {
        $outbox = Join-Path $TestDrive "$([guid]::NewGuid()).db"
        $hub = @(
            New-Finding 1 CRITICAL
            New-Finding 2 HIGH
            New-Finding 3 LOW
            New-Finding 4 HIGH -FixAvailable NO
            New-Finding 5 CRITICAL -Status CLOSED
        ) | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach {
        Stop-InspectorHubEmulator $hub
    }

    It 'delivers what is urgent and can be acted on, and nothing else' {
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Title | Sort-Object | Should -Be 'CVE-2025-1 - openssl', 'CVE-2025-2 - openssl'
    }

    It 'delivers through an outage' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings'; Calls = 3 })
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }

    It 'leaves what cannot be delivered to the next run' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
        & $runbook -Connection $hub -OutboxPath $outbox -TimeoutSec 1 -ErrorAction SilentlyContinue
        @(Get-InspectorHubFinding @hub).Count | Should -Be 0

        $hub.ClearFault()
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }

    It 'updates instead of doubling when it runs again' {
        & $runbook -Connection $hub -OutboxPath $outbox
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }
}
