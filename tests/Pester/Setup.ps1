# Dot-sourced by every test file in its first BeforeAll: imports the module and gives what the tests share.

# The built module where there is one, else the installed one.
$built = "$PSScriptRoot/../../out/InspectorHub/InspectorHub.psd1"
if (-not (Get-Module InspectorHub)) { if (Test-Path $built) { Import-Module $built } else { Import-Module InspectorHub } }

$manifest = Join-Path (Get-Module InspectorHub).ModuleBase 'InspectorHub.psd1'

# Nothing of the person's own: no profile, no credentials of the machine, no outbox in the home folder.
Get-ChildItem Env:AWS_* | Remove-Item
$env:AWS_CONFIG_FILE = $env:AWS_SHARED_CREDENTIALS_FILE = Join-Path $TestDrive 'no-profiles'
$env:AWS_EC2_METADATA_DISABLED = 'true'
$env:XDG_STATE_HOME = Join-Path $TestDrive 'state'

# A finding as Amazon Inspector's API gives it, made up. -With sets or replaces members: @{ title = 'Another' }.
function New-Finding {
    param(
        [int] $Number = 1,
        [string] $Severity = 'HIGH',
        [string] $Status = 'ACTIVE',
        [string] $Region = 'us-east-1',
        [string] $AccountId = '123456789012',
        [System.Collections.IDictionary] $With = @{}
    )
    $cve = 'CVE-2026-{0:0000}' -f $Number
    $finding = [ordered]@{
        findingArn                  = 'arn:aws:inspector2:{0}:{1}:finding/{2:x32}' -f $Region, $AccountId, $Number
        awsAccountId                = $AccountId
        type                        = 'PACKAGE_VULNERABILITY'
        title                       = "$cve - openssl"
        description                 = 'A certificate with a very long name takes very long to check.'
        severity                    = $Severity
        status                      = $Status
        firstObservedAt             = '2026-11-01T08:00:00Z'
        lastObservedAt              = '2026-11-20T08:00:00Z'
        updatedAt                   = '2026-11-20T08:00:00Z'
        remediation                 = @{ recommendation = @{ text = 'None Provided' } }
        resources                   = @(@{
                type      = 'AWS_EC2_INSTANCE'
                id        = 'i-{0:x17}' -f $Number
                partition = 'aws'
                region    = $Region
                tags      = @{ Name = "web-$Number" }
                details   = @{ awsEc2Instance = @{ type = 't3.small'; ipV4Addresses = @('10.0.0.1'); platform = 'AMAZON_LINUX_2023' } }
            })
        inspectorScore              = 7.5
        packageVulnerabilityDetails = @{
            vulnerabilityId    = $cve
            source             = 'NVD'
            sourceUrl          = "https://nvd.nist.gov/vuln/detail/$cve"
            vulnerablePackages = @(@{ name = 'openssl'; version = '3.0.8'; epoch = 1; release = '1.amzn2023'; arch = 'X86_64'; packageManager = 'OS' })
            cvss               = @(@{ baseScore = 7.5; scoringVector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H'; version = '3.1'; source = 'NVD' })
        }
        fixAvailable                = 'YES'
        exploitAvailable            = 'NO'
    }
    foreach ($member in $With.Keys) { $finding[$member] = $With[$member] }
    $finding
}

# Writes findings from the pipeline as a reply of ListFindings, and gives the path: 1..5 | ForEach-Object { New-Finding $_ } | Save-Finding.
function Save-Finding {
    param(
        [Parameter(ValueFromPipeline)] [object] $Finding,
        [string] $Path = (Join-Path $TestDrive "$([guid]::NewGuid()).json")
    )
    begin { $findings = @() }
    process { $findings += $Finding }
    end {
        [IO.File]::WriteAllText($Path, (ConvertTo-Json @{ findings = $findings } -Depth 20 -Compress))
        $Path
    }
}

# A CIS scan as Amazon Inspector's API gives it, made up: the texts of its three replies. -Result has an entry an instance, and in
# it a status a check; an instance without any was not scanned.
function New-CisScan {
    param(
        [int] $Number = 1,
        [System.Collections.IDictionary] $Result,
        [string] $Name = 'weekly',
        [string] $Status = 'COMPLETED',
        [string] $Level = 'LEVEL_2',
        [string] $Region = 'us-east-1',
        [string] $AccountId = '123456789012'
    )
    $owner = "arn:aws:inspector2:${Region}:${AccountId}:owner/$AccountId"
    $scan = [ordered]@{
        scanArn              = '{0}/cis-scan/00000000-0000-4000-8000-{1:x12}' -f $owner, $Number
        scanConfigurationArn = '{0}/cis-configuration/{1}' -f $owner, ($Name -replace '[^0-9a-f]', '0')
        status               = $Status
        scanName             = $Name
        scanDate             = ([DateTime]'2026-11-02T06:00:00Z').ToUniversalTime().AddDays(7 * ($Number - 1)).ToString('o')
        securityLevel        = $Level
    }
    $targets = foreach ($instance in $Result.Keys) {
        $isScanned = $Result[$instance].Count -gt 0
        [ordered]@{
            scanArn            = $scan.scanArn
            targetResourceId   = 'i-{0:x17}' -f [int]$instance
            accountId          = $AccountId
            targetResourceTags = @{ Name = @("web-$instance") }
            platform           = 'AMAZON_LINUX_2023'
            targetStatus       = if ($isScanned) { 'COMPLETED' } else { 'TIMED_OUT' }
        }
    }
    $results = foreach ($instance in $Result.Keys) {
        foreach ($check in $Result[$instance].Keys) {
            [ordered]@{
                scanArn          = $scan.scanArn
                accountId        = $AccountId
                targetResourceId = 'i-{0:x17}' -f [int]$instance
                platform         = 'AMAZON_LINUX_2023'
                status           = $Result[$instance][$check]
                statusReason     = "It is $($Result[$instance][$check])"
                checkId          = $check
                title            = "Ensure $check is as it should be"
                checkDescription = 'Whoever looks after a host wants to know.'
                remediation      = 'Make it so.'
                level            = if ($check -like '1.*') { 'LEVEL_1' } else { 'LEVEL_2' }
                findingArn       = '{0}/cis-finding/{1:x8}-0000-4000-8000-{2:x12}' -f $owner, $Number, [Math]::Abs("$instance $check".GetHashCode())
            }
        }
    }
    @{ scans = @($scan) }, @{ targetResourceAggregations = @($targets) }, @{ scanResultDetails = @($results) } |
        ForEach-Object { ConvertTo-Json $_ -Depth 9 -Compress }
}

# A folder of the test's own.
function New-Folder { (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName }

# A path that no outbox is at yet, as a parameter to splat.
function New-Outbox { @{ OutboxPath = Join-Path $TestDrive "$([guid]::NewGuid()).db" } }

# Runs a script block as a prompt would, and gives what it left in each stream; a terminating error counts as an error.
function Invoke-Recorded([scriptblock] $Script) {
    $ErrorActionPreference = $WarningPreference = 'Continue'
    $records = & {
        try { & $Script } catch { $_ }
    } 2>&1 3>&1 4>&1
    [pscustomobject]@{
        Output   = @($records | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] -and $_ -isnot [Management.Automation.InformationalRecord] })
        Errors   = @($records | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        Warnings = @($records | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object Message)
        Verbose  = @($records | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message)
    }
}

# The progress that a script block shows, run in a session of its own, in the order in which it came. -Variable is what it may use.
function Get-Progress([scriptblock] $Script, [hashtable] $Variable = @{}) {
    $session = [powershell]::Create('NewRunspace')
    try {
        $session.Runspace.SessionStateProxy.SetVariable('ProgressPreference', 'Continue')
        foreach ($name in $Variable.Keys) { $session.Runspace.SessionStateProxy.SetVariable($name, $Variable[$name]) }
        $null = $session.AddScript("Import-Module '$manifest'").Invoke()
        $session.Commands.Clear()
        $null = $session.AddScript("$Script").Invoke()
        @($session.Streams.Progress)
    }
    finally { $session.Runspace.Dispose(); $session.Dispose() }
}

# What an error record is known by: its id without the class that wrote it.
filter Get-ErrorId { $_.FullyQualifiedErrorId.Split(',')[0] }

# A port on loopback that nothing listens on.
function Get-FreePort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    try { $listener.LocalEndpoint.Port } finally { $listener.Stop() }
}

# Runs a script in a process of its own, in this same PowerShell, and gives the lines that it wrote.
function Invoke-OwnProcess {
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Script,
        [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments,
        [hashtable] $Environment = @{}
    )
    $command = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    [string[]] $engine = if ([IO.Path]::GetFileNameWithoutExtension($command) -eq 'dotnet') { "$PSHOME/pwsh.dll" }
    $before = @{}
    foreach ($name in $Environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Environment[$name])
    }
    try { & $command @engine -NoProfile -File $Script @Arguments }
    finally { foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) } }
}

# moto's AWS on loopback, a second opinion, as @{ EndpointUrl; Process }; nothing where moto_server is not installed.
function Start-Moto {
    if (-not (Get-Command moto_server -ErrorAction Ignore)) { return }
    $start = [Diagnostics.ProcessStartInfo]::new((Get-Command moto_server).Source, '-H 127.0.0.1 -p 0')
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.UseShellExecute = $false
    $process = [Diagnostics.Process]::Start($start)
    # It says where it listens; what it says afterwards must not fill the pipe.
    do { $line = $process.StandardError.ReadLine() } until ($null -eq $line -or $line -match 'Running on (http://\S+)')
    $null = $process.StandardError.BaseStream.CopyToAsync([IO.Stream]::Null), $process.StandardOutput.BaseStream.CopyToAsync([IO.Stream]::Null)
    @{ EndpointUrl = $Matches[1]; Process = $process }
}

function Stop-Moto($Moto) { if ($Moto) { $Moto.Process.Kill(); $Moto.Process.Dispose() } }

# Calls moto as an AWS client would; it looks into the credential scope for service and Region, and checks no signature.
function Invoke-Moto([hashtable] $Moto, [string] $Path = '/', [string] $Service, [string] $Region = 'us-east-1', [string] $Method = 'POST', [hashtable] $Headers = @{}, [object] $Body) {
    $scope = "AWS4-HMAC-SHA256 Credential=a/20260101/$Region/$Service/aws4_request, SignedHeaders=host, Signature=0"
    $call = @{ Uri = "$($Moto.EndpointUrl)$Path"; Method = $Method; Headers = $Headers + @{ Authorization = $scope }; UseBasicParsing = $true }
    if ($PSVersionTable.PSVersion.Major -ge 6) { $call.SkipHeaderValidation = $true }
    if ($null -ne $Body) { $call.Body = $Body }
    Invoke-RestMethod @call
}

# Calls an operation of SQS at moto.
function Invoke-Queue([hashtable] $Moto, [string] $Operation, [hashtable] $Body, [string] $Region = 'us-east-1') {
    $headers = @{ 'X-Amz-Target' = "AmazonSQS.$Operation"; 'Content-Type' = 'application/x-amz-json-1.0' }
    Invoke-Moto $Moto -Service sqs -Region $Region -Headers $headers -Body (ConvertTo-Json $Body -Depth 20)
}

# Takes so many messages for good and gives their texts, one after the other: the queue answers when there is one.
function Receive-Message([hashtable] $Moto, [string] $QueueUrl, [int] $Count, [string] $Region = 'us-east-1') {
    foreach ($number in 1..$Count) {
        $asked = @{ QueueUrl = $QueueUrl; MaxNumberOfMessages = 1; WaitTimeSeconds = 20 }
        $message = (Invoke-Queue $Moto ReceiveMessage $asked -Region $Region).Messages
        if (-not $message) { throw "Message $number of $Count has not come." }
        $message.Body
        $null = Invoke-Queue $Moto DeleteMessage @{ QueueUrl = $QueueUrl; ReceiptHandle = $message.ReceiptHandle } -Region $Region
    }
}
