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
            # Each template, the commands of deploy/README.md, as the AWS CLI runs them.
            function Invoke-Aws {
                $output = aws --endpoint-url $moto.EndpointUrl --region $region --output json @args 2>&1
                if ($LASTEXITCODE -ne 0) { throw "aws $($args -join ' '): $output" }
                if ($output) { "$output" | ConvertFrom-Json }
            }

            function New-Stack([string] $Name, [string[]] $Parameters) {
                $more = if ($Parameters) { @('--parameters') + ($Parameters -replace '^(\w+)=(.*)$', 'ParameterKey=$1,ParameterValue=$2') } else { @() }
                $null = Invoke-Aws cloudformation create-stack --stack-name $Name --template-body "file://$deploy/$Name.yaml" `
                    --capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM @more
                $stack = (Invoke-Aws cloudformation describe-stacks --stack-name $Name).Stacks[0]
                $stack.StackStatus | Should -Be CREATE_COMPLETE
                $outputs = @{}
                foreach ($output in $stack.Outputs) { $outputs[$output.OutputKey] = $output.OutputValue }
                $outputs
            }

            function Send-Event([object[]] $Finding) {
                $entries = Join-Path $TestDrive 'entries.json'
                $events = @($Finding | ForEach-Object {
                        @{ Source = 'aws.inspector2'; DetailType = 'Inspector2 Finding'; Detail = (ConvertTo-Json $_ -Depth 20 -Compress) }
                    })
                ConvertTo-Json $events -Depth 3 | Set-Content $entries
                (Invoke-Aws events put-events --entries "file://$entries").FailedEntryCount | Should -Be 0
            }

            function Get-Depth([string] $Url, [string] $What = 'ApproximateNumberOfMessages') {
                [int] (Invoke-Aws sqs get-queue-attributes --queue-url $Url --attribute-names $What).Attributes.$What
            }

            # The worker as a container starts it; its lines as they come.
            function Start-Worker([int] $Grace = 30) {
                $command = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
                $start = [Diagnostics.ProcessStartInfo]::new($command)
                if ([IO.Path]::GetFileNameWithoutExtension($command) -eq 'dotnet') { $start.ArgumentList.Add("$PSHOME/pwsh.dll") }
                $module = Join-Path (Get-Module InspectorHub).ModuleBase InspectorHub.psd1
                $run = "Import-Module '$module'; & '$deploy/Start-InspectorHubWorker.ps1' -Connection @{ EndpointUrl = '$($hub.EndpointUrl)' }; exit `$LASTEXITCODE"
                foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $run) { $start.ArgumentList.Add($argument) }
                $environment = @{
                    AWS_ACCESS_KEY_ID = $hub.AccessKey; AWS_SECRET_ACCESS_KEY = $hub.SecretKey; AWS_REGION = $region
                    INSPECTORHUB_QUEUE_URL = $queueUrl; INSPECTORHUB_GRACE_SECONDS = "$Grace"; INSPECTORHUB_HEALTH_PATH = $healthPath
                }
                foreach ($name in $environment.Keys) { $start.Environment[$name] = $environment[$name] }
                $start.RedirectStandardOutput = $start.RedirectStandardError = $true
                [Diagnostics.Process]::Start($start)
            }

            $moto = Start-Moto
            $env:AWS_ACCESS_KEY_ID = 'a'; $env:AWS_SECRET_ACCESS_KEY = 'b'
            $queue = New-Stack queue
            $queueUrl = "$($moto.EndpointUrl)$(([uri] $queue.QueueUrl).AbsolutePath)"
            $healthPath = Join-Path $TestDrive 'health'
        }

        AfterAll {
            Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY
            Stop-InspectorHubEmulator -All
            Stop-Moto $moto
        }

        It 'creates the workers, with a role that nothing but its work is allowed to' {
            $worker = New-Stack worker "Image=example/worker:1", "QueueUrl=$($queue.QueueUrl)", "QueueArn=$($queue.QueueArn)", 'Subnets=subnet-1', 'SecurityGroups=sg-1'
            $worker.WorkerRoleArn | Should -Match '^arn:aws:iam::\d{12}:role/'
            $member = New-Stack member "WorkerRoleArn=$($worker.WorkerRoleArn)"
            $trust = (Invoke-Aws iam get-role --role-name InspectorHub).Role.AssumeRolePolicyDocument.Statement
            $trust.Principal.AWS | Should -Be $worker.WorkerRoleArn
            $trust.Condition.StringEquals.'sts:ExternalId' | Should -Be inspectorhub
            $member.RoleArn | Should -Match ':role/InspectorHub$'
        }

        It 'brings events of the bus into the queue, but none that the filter excludes' {
            $before = Get-Depth $queueUrl
            Send-Event (New-Finding 1 -Region $region), (New-Finding 2 -Region $region -Severity NONE), (New-Finding 3 -Region $region)
            (Get-Depth $queueUrl) - $before | Should -Be 2
            Invoke-Aws sqs purge-queue --queue-url $queueUrl
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
            Invoke-Aws sqs purge-queue --queue-url $queueUrl
            (Test-InspectorHubIntegration @hub -QueueUrl "$($moto.EndpointUrl)/1/none" | Where-Object Name -EQ Queue).Result | Should -Be Fail
        }

        It 'has a worker that delivers what comes, and ends in order when it is told to' {
            $hub = Start-InspectorHubEmulator -Region $region
            Send-Event (1..8 | ForEach-Object { New-Finding $_ -Region $region })
            $worker = Start-Worker
            $first = $worker.StandardOutput.ReadLine()
            $first | Should -BeLike '*The worker begins*' -Because $(if (-not $first) { $worker.StandardError.ReadToEnd() })
            # moto counts what is hidden as what is in the queue: it is empty when everything is deleted.
            while ((Get-Depth $queueUrl) + (Get-Depth $queueUrl ApproximateNumberOfMessagesNotVisible) -gt 0) { if ($worker.HasExited) { break } }
            kill -TERM $worker.Id
            $rest = $worker.StandardOutput.ReadToEnd() -split "`n" | Where-Object { $_ }
            $worker.WaitForExit()
            $worker.ExitCode | Should -Be 0 -Because "$rest $($worker.StandardError.ReadToEnd())"
            ($rest[-1] | ConvertFrom-Json).message | Should -Be 'The worker has ended'
            ($rest | ConvertFrom-Json | Where-Object Received).Received | Should -Be 8
            "$rest" | Should -Not -Match ([regex]::Escape($hub.SecretKey))
            Get-InspectorHubFinding @hub | Should -HaveCount 8
            $healthPath | Should -Exist
        }

        It 'gives back to the queue what could not be delivered in the grace' {
            $hub = Start-InspectorHubEmulator -Region $region
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            # A queue of its own: at moto, the receive of a worker that has ended goes on and takes messages for nobody.
            $path = ([uri] (Invoke-Aws sqs create-queue --queue-name grace --attributes VisibilityTimeout=120).QueueUrl).AbsolutePath
            $queueUrl = "$($moto.EndpointUrl)$path"
            foreach ($number in 1..4) {
                $detail = New-Finding $number -Region $region
                $body = Join-Path $TestDrive 'message.json'
                ConvertTo-Json @{ source = 'aws.inspector2'; 'detail-type' = 'Inspector2 Finding'; detail = $detail } -Depth 20 | Set-Content $body
                $null = Invoke-Aws sqs send-message --queue-url $queueUrl --message-body "file://$body"
            }
            $worker = Start-Worker -Grace 0
            # It has taken all, and cannot deliver.
            while ((Get-Depth $queueUrl ApproximateNumberOfMessagesNotVisible) -lt 4) { if ($worker.HasExited) { break } }
            kill -TERM $worker.Id
            $output = $worker.StandardOutput.ReadToEnd()
            $worker.WaitForExit()
            $worker.ExitCode | Should -Be 0 -Because $output
            ($output -split "`n" | Where-Object { $_ } | ConvertFrom-Json).message | Should -Contain '4 messages are given back to the queue.'
        }
    }

    Context 'the full round' -Skip:($PSVersionTable.PSVersion -lt '7.4') {
        AfterEach { Stop-InspectorHubEmulator -All }

        It 'sends what was missed and archives what Amazon Inspector no longer has' {
            $account = '123456789012'
            $hub = 1..3 | ForEach-Object { New-Finding $_ -Region $region } | Start-InspectorHubEmulator -Region $region
            $gone = New-Finding 9 -Region $region | ConvertTo-Json -Depth 20
            $gone | Send-InspectorFindingToHub @hub -OutboxPath (Join-Path $TestDrive 'earlier.db')
            $connection = @{}
            foreach ($key in $hub.Keys) { $connection[$key] = $hub[$key] }
            $script = Join-Path $TestDrive 'full-round.ps1'
            "param([string] `$Module, [string] `$Worker, [string] `$Connection)
            Import-Module `$Module
            & `$Worker -FullRound -AccountId $account -Connection (ConvertFrom-Json `$Connection -AsHashtable)
            exit `$LASTEXITCODE" | Set-Content $script
            $module = Join-Path (Get-Module InspectorHub).ModuleBase InspectorHub.psd1
            $lines = Invoke-OwnProcess $script $module "$deploy/Start-InspectorHubWorker.ps1" (ConvertTo-Json $connection -Compress)
            $LASTEXITCODE | Should -Be 0 -Because "$lines"
            @(Get-InspectorHubFinding @hub -RecordState ACTIVE).Count | Should -Be 3
            (Get-InspectorHubFinding @hub -RecordState ARCHIVED).Title | Should -Be 'CVE-2026-0009 - openssl'
        }
    }
}
