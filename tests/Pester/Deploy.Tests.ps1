#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $deploy = "$PSScriptRoot/../../deploy"
    $hasCloud = (Get-Command moto_server -ErrorAction Ignore) -and (Get-Command aws -ErrorAction Ignore) -and $PSVersionTable.PSVersion -ge '7.4'
    $hasLint = [bool](Get-Command cfn-lint -ErrorAction Ignore)
    $hasTerraform = [bool](Get-Command terraform -ErrorAction Ignore)
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $deploy = "$PSScriptRoot/../../deploy"
    $region = 'eu-central-1'
}

Describe 'deploy' {
    It 'has templates that cfn-lint finds nothing wrong with' -Skip:(-not $hasLint) {
        $found = cfn-lint "$deploy/queue.yaml" "$deploy/member.yaml" "$deploy/worker.yaml" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($found -join "`n")
    }

    It 'has Terraform as terraform fmt writes it' -Skip:(-not $hasTerraform) {
        $unformatted = terraform fmt -check -recursive "$deploy/terraform" 2>$null
        $unformatted | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
    }

    Context 'in the cloud that moto plays' -Skip:(-not $hasCloud) {
        BeforeAll {
            function Invoke-Aws {
                $output = aws --endpoint-url $moto.EndpointUrl --output json @args 2>&1
                if ($LASTEXITCODE -ne 0) { throw "aws $($args -join ' '): $output" }
                if ($output) { "$output" | ConvertFrom-Json }
            }

            # The commands of deploy/README.md as they stand there, with what stands in capitals filled in.
            function Invoke-Command([string] $Like, [hashtable] $Values = @{}) {
                $text = Get-Content "$deploy/README.md" -Raw
                $commands = [regex]::Match($text, '(?s)```sh\n(aws .*?)```').Groups[1].Value -split '\n(?=aws )'
                $command = @($commands -like $Like)
                $command | Should -HaveCount 1
                foreach ($name in $Values.Keys) { $command = $command -creplace "\b$name\b", $Values[$name] }
                Push-Location "$deploy/.."
                try { $output = sh -c "$command" 2>&1 } finally { Pop-Location }
                $LASTEXITCODE | Should -Be 0 -Because "$command gave $output"
            }

            function Get-StackOutput([string] $Name) {
                $stack = (Invoke-Aws cloudformation describe-stacks --stack-name $Name).Stacks[0]
                $stack.StackStatus | Should -Be CREATE_COMPLETE
                $outputs = @{}
                foreach ($output in $stack.Outputs) { $outputs[$output.OutputKey] = $output.OutputValue }
                $outputs
            }

            # What moto calls by a name of AWS's, it has itself.
            function Get-Address([string] $QueueUrl) { "$($moto.EndpointUrl)$(([uri] $QueueUrl).AbsolutePath)" }

            function New-Queue([string] $In = $region) {
                Get-Address (Invoke-Aws sqs create-queue --region $In --queue-name "$([guid]::NewGuid())").QueueUrl
            }

            function Send-Event([object[]] $Finding) {
                $entries = Join-Path $TestDrive 'entries.json'
                $events = @($Finding | ForEach-Object {
                        @{ Source = 'aws.inspector2'; DetailType = 'Inspector2 Finding'; Detail = (ConvertTo-Json $_ -Depth 20 -Compress) }
                    })
                ConvertTo-Json $events -Depth 3 | Set-Content $entries
                (Invoke-Aws events put-events --entries "file://$entries").FailedEntryCount | Should -Be 0
            }

            # The worker as a container starts it.
            function Start-Worker([string] $Url, [int] $Grace = 30) {
                $command = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
                $start = [Diagnostics.ProcessStartInfo]::new($command)
                if ([IO.Path]::GetFileNameWithoutExtension($command) -eq 'dotnet') { $start.ArgumentList.Add("$PSHOME/pwsh.dll") }
                $module = Join-Path (Get-Module InspectorHub).ModuleBase InspectorHub.psd1
                $run = "Import-Module '$module'; & '$workerScript' -Connection @{ EndpointUrl = '$($hub.EndpointUrl)' }; exit `$LASTEXITCODE"
                foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $run) { $start.ArgumentList.Add($argument) }
                $environment = @{
                    AWS_ACCESS_KEY_ID = $hub.AccessKey; AWS_SECRET_ACCESS_KEY = $hub.SecretKey; AWS_REGION = $region; AWS_ENDPOINT_URL = ''
                    INSPECTORHUB_QUEUE_URL = $Url; INSPECTORHUB_GRACE_SECONDS = "$Grace"; INSPECTORHUB_HEALTH_PATH = $healthPath
                    INSPECTORHUB_ROLE_ARN = 'arn:aws:iam::{AccountId}:role/InspectorHub'; INSPECTORHUB_EXTERNAL_ID = 'inspectorhub'
                }
                foreach ($name in $environment.Keys) { $start.Environment[$name] = $environment[$name] }
                $start.RedirectStandardOutput = $start.RedirectStandardError = $true
                [Diagnostics.Process]::Start($start)
            }

            # Waits until the worker says something; what it said until then.
            function Wait-Line([Diagnostics.Process] $Worker, [string] $Like) {
                $said = [Collections.Generic.List[string]]::new()
                do {
                    $line = $Worker.StandardOutput.ReadLine()
                    if ($null -eq $line) { throw "The worker ended after '$said': $($Worker.StandardError.ReadToEnd())" }
                    $said.Add($line)
                } until ($line -like $Like)
                $said
            }

            function Stop-Worker([Diagnostics.Process] $Worker) {
                kill -TERM $Worker.Id
                $rest = $Worker.StandardOutput.ReadToEnd() -split "`n" | Where-Object { $_ }
                $Worker.WaitForExit()
                $Worker.ExitCode | Should -Be 0 -Because "$rest $($Worker.StandardError.ReadToEnd())"
                $rest
            }

            $workerScript = (Get-ChildItem $deploy -Recurse -Filter Start-InspectorHubWorker.ps1).FullName
            $healthPath = Join-Path $TestDrive 'health'
            $externalId = @{ 'arn:aws:iam::123456789012:role/InspectorHub' = 'inspectorhub' }
            $moto = Start-Moto
            $environment = @{ AWS_ENDPOINT_URL = $moto.EndpointUrl; AWS_DEFAULT_REGION = $region; AWS_ACCESS_KEY_ID = 'a'; AWS_SECRET_ACCESS_KEY = 'b' }
            foreach ($name in $environment.Keys) { [Environment]::SetEnvironmentVariable($name, $environment[$name]) }
            Invoke-Command '*create-stack --stack-name inspectorhub-queue *'
            $queue = Get-StackOutput inspectorhub-queue
            $queueUrl = Get-Address $queue.QueueUrl
        }

        AfterAll {
            foreach ($name in $environment.Keys) { [Environment]::SetEnvironmentVariable($name, $null) }
            Stop-InspectorHubEmulator -All
            Stop-Moto $moto
        }

        It 'creates the workers, with a role that nothing but its work is allowed to' {
            Invoke-Command '*create-stack --stack-name inspectorhub-worker *' @{
                IMAGE = 'example/worker:1'; QUEUE_URL = $queue.QueueUrl; QUEUE_ARN = $queue.QueueArn; SUBNET = 'subnet-1'; GROUP = 'sg-1'
            }
            $worker = Get-StackOutput inspectorhub-worker
            $worker.WorkerRoleArn | Should -Match '^arn:aws:iam::\d{12}:role/'
            Invoke-Command '*create-stack --stack-name inspectorhub-member *' @{ WORKER_ROLE_ARN = $worker.WorkerRoleArn }
            $trust = (Invoke-Aws iam get-role --role-name InspectorHub).Role.AssumeRolePolicyDocument.Statement
            $trust.Principal.AWS | Should -Be $worker.WorkerRoleArn
            $trust.Condition.StringEquals.'sts:ExternalId' | Should -Be inspectorhub
            (Get-StackOutput inspectorhub-member).RoleArn | Should -Match ':role/InspectorHub$'
        }

        It 'has three commands in its README' {
            $commands = [regex]::Match((Get-Content "$deploy/README.md" -Raw), '(?s)## Three commands.*?```sh\n(.*?)```').Groups[1].Value
            [regex]::Matches($commands, '(?m)^aws ').Count | Should -Be 3
        }

        It 'brings events of the bus into the queue, but none that the filter excludes' {
            Send-Event (New-Finding 1 -Region $region), (New-Finding 2 -Region $region -Severity NONE), (New-Finding 3 -Region $region)
            # The one that is excluded would come before the third.
            $events = Receive-Message $moto $queueUrl 2 -Region $region | ConvertFrom-Json
            $events.detail.title | Should -Be 'CVE-2026-0001 - openssl', 'CVE-2026-0003 - openssl'
        }

        It 'is looked into by Test-InspectorHubIntegration -QueueUrl' {
            $hub = Start-InspectorHubEmulator -Region $region
            $checks = @{}
            Test-InspectorHubIntegration @hub -QueueUrl $queueUrl | ForEach-Object { $checks[$_.Name] = $_ }
            $checks['Queue'].Result, $checks['Rule'].Result, $checks['Workers'].Result | Should -Be Pass, Pass, Pass
            # moto makes no queue policy from a template.
            $checks['Queue policy'].Result | Should -Be Fail
            $checks['Queue policy'].NextStep | Should -Match 'events.amazonaws.com'
            $checks['Dead letters'].Result | Should -Be Pass
            $null = Invoke-Aws sqs send-message --queue-url $queueUrl --message-body '{}'
            (Test-InspectorHubIntegration @hub -QueueUrl $queueUrl | Where-Object Name -EQ Workers).Result | Should -Be Warn
            $null = Receive-Message $moto $queueUrl 1 -Region $region
            (Test-InspectorHubIntegration @hub -QueueUrl "$($moto.EndpointUrl)/1/none" | Where-Object Name -EQ Queue).Result | Should -Be Fail
        }

        It 'has a worker that delivers what comes, and ends in order when it is told to' {
            # Security Hub tells this queue of each finding that has come; queues that are not at AWS it takes to be in us-east-1.
            $arrivals = New-Queue us-east-1
            $hub = Start-InspectorHubEmulator -Region $region -ExternalId $externalId -HubEventQueueUrl $arrivals
            Send-Event (1..8 | ForEach-Object { New-Finding $_ -Region $region })
            $worker = Start-Worker $queueUrl
            $null = Wait-Line $worker '*The worker begins*'
            $null = Receive-Message $moto $arrivals 8
            $rest = Stop-Worker $worker
            ($rest[-1] | ConvertFrom-Json).message | Should -Be 'The worker has ended'
            ($rest | ConvertFrom-Json | Where-Object Received).Received | Should -Be 8
            "$rest" | Should -Not -Match ([regex]::Escape($hub.SecretKey))
            Get-InspectorHubFinding @hub | Should -HaveCount 8
            $healthPath | Should -Exist
            # moto counts what is hidden as what is in the queue: nothing is left there.
            (Invoke-Aws sqs get-queue-attributes --queue-url $queueUrl --attribute-names All).Attributes.ApproximateNumberOfMessages | Should -Be 0
        }

        It 'gives back to the queue what could not be delivered in the grace' {
            $hub = Start-InspectorHubEmulator -Region $region -ExternalId $externalId
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            # A queue of its own: at moto, the receive of a worker that has ended goes on and takes messages for nobody. So what is
            # given back cannot be received here, either.
            $url = New-Queue
            foreach ($number in 1..4) {
                $body = Join-Path $TestDrive 'message.json'
                $event = @{ source = 'aws.inspector2'; 'detail-type' = 'Inspector2 Finding'; detail = New-Finding $number -Region $region }
                ConvertTo-Json $event -Depth 20 | Set-Content $body
                $null = Invoke-Aws sqs send-message --queue-url $url --message-body "file://$body"
            }

            $worker = Start-Worker $url -Grace 0
            # It has taken all, and cannot deliver.
            $null = Wait-Line $worker '*"level":"warning"*'
            $rest = Stop-Worker $worker
            ($rest | ConvertFrom-Json).message | Should -Contain '4 messages are given back to the queue.'
        }
    }

    Context 'the full round' -Skip:($PSVersionTable.PSVersion -lt '7.4') {
        AfterEach { Stop-InspectorHubEmulator -All }

        BeforeAll {
            $workerScript = (Get-ChildItem $deploy -Recurse -Filter Start-InspectorHubWorker.ps1).FullName
            $administrator, $member = '123456789012', '444455556666'

            function Invoke-FullRound([hashtable] $More = @{}) {
                $connection = @{}
                foreach ($key in $hub.Keys) { $connection[$key] = $hub[$key] }
                $script = Join-Path $TestDrive 'full-round.ps1'
                'param([string] $Module, [string] $Worker, [string] $Connection)
                Import-Module $Module
                & $Worker -FullRound -Connection (ConvertFrom-Json $Connection -AsHashtable)
                exit $LASTEXITCODE' | Set-Content $script
                $module = Join-Path (Get-Module InspectorHub).ModuleBase InspectorHub.psd1
                $environment = @{ INSPECTORHUB_ROLE_ARN = 'arn:aws:iam::{AccountId}:role/InspectorHub'; XDG_STATE_HOME = New-Folder } + $More
                Invoke-OwnProcess $script $module $workerScript (ConvertTo-Json $connection -Compress) -Environment $environment
            }

            # What the Security Hubs of both accounts hold; the administrator sees them all.
            function Get-Held {
                Get-InspectorHubFinding @hub | ForEach-Object { "$($_.AwsAccountId) $($_.Title.Split()[0]) $($_.RecordState)" } | Sort-Object
            }
        }

        BeforeEach {
            $listed = (New-Finding 1 -Region $region -AccountId $administrator), (New-Finding 2 -Region $region -AccountId $member)
            $hub = $listed | Start-InspectorHubEmulator -Region $region -Administrator $administrator -Member $member
            # Another worker has sent these, and Amazon Inspector has them no more.
            $gone = (New-Finding 8 -Region $region -AccountId $administrator), (New-Finding 9 -Region $region -AccountId $member)
            $gone | ConvertTo-Json -Depth 20 |
                Send-InspectorFindingToHub @hub -RoleArn 'arn:aws:iam::{AccountId}:role/InspectorHub' -OutboxPath (New-Outbox).OutboxPath
        }

        It 'sends what was missed and archives what Amazon Inspector no longer has, in every account' {
            $lines = Invoke-FullRound
            $LASTEXITCODE | Should -Be 0 -Because "$lines"
            Get-Held | Should -Be @(
                "$administrator CVE-2026-0001 ACTIVE", "$administrator CVE-2026-0008 ARCHIVED"
                "$member CVE-2026-0002 ACTIVE", "$member CVE-2026-0009 ARCHIVED"
            )
            ($lines | ConvertFrom-Json)[-1].message | Should -Be 'The full round has ended'
        }

        It 'archives nothing where more is over than the limit, and says so by its exit code' {
            $lines = Invoke-FullRound @{ INSPECTORHUB_ARCHIVE_LIMIT = '1' }
            $LASTEXITCODE | Should -Be 1 -Because "$lines"
            "$lines" | Should -BeLike '*no longer lists 2 findings*'
            @(Get-Held) -like '*ARCHIVED' | Should -BeNullOrEmpty
            Get-Held | Should -HaveCount 4
        }
    }
}
