#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Who calls, and where: the parameters that every cmdlet has which calls AWS. And what of it nobody may see.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    if (-not ('InspectorHub.LookAlikes.Credentials' -as [type])) { Add-Type -Path "$PSScriptRoot/Support/AwsSdk.cs" }
}

Describe 'Credentials' {
    BeforeAll {
        $hub = Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
        $place = @{ EndpointUrl = $hub.EndpointUrl; Region = 'eu-central-1' }
    }

    AfterAll { Stop-InspectorHubEmulator $hub }

    It 'come as <kind>' -ForEach @(
        @{ Kind = 'a PSCredential'; Make = {
                $secret = [securestring]::new()
                $hub.SecretKey.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
                [pscredential]::new($hub.AccessKey, $secret)
            }
        }
        @{ Kind = 'the Credentials of Use-STSRole'; Make = { [pscustomobject]@{ AccessKeyId = $hub.AccessKey; SecretAccessKey = $hub.SecretKey; SessionToken = '' } } }
        @{ Kind = 'what Get-AWSCredential gives'; Make = { [InspectorHub.LookAlikes.Credentials]::new($hub.AccessKey, $hub.SecretKey) } }
    ) {
        $credential = & $Make
        (Get-InspectorHubIntegration @place -Credential $credential -ErrorAction Stop).AccountId | Should -Be 123456789012
    }

    It 'and Region come from what AWS.Tools keeps in the session' {
        $StoredAWSRegion = 'ap-south-1'
        $StoredAWSCredentials = [InspectorHub.LookAlikes.StoredCredentials]::new([InspectorHub.LookAlikes.Credentials]::new($hub.AccessKey, $hub.SecretKey))
        (Get-InspectorHubIntegration -EndpointUrl $hub.EndpointUrl -ErrorAction Stop).Region | Should -Be ap-south-1
    }

    It 'of the session deliver, too' {
        $StoredAWSCredentials = [pscustomobject]@{ Credentials = [pscustomobject]@{ AccessKey = $hub.AccessKey; SecretKey = $hub.SecretKey } }
        $outbox = New-Outbox
        (New-Finding 1 | Send-InspectorFindingToHub -EndpointUrl $hub.EndpointUrl @outbox).Received | Should -Be 1
    }

    It 'are not in every object' {
        (Invoke-Recorded { Get-InspectorHubIntegration @place -Credential 5 }).Errors.Exception.Message | Should -BeLike '*holds no AWS credentials*'
    }

    It 'that are wrong are one clear error that holds no secret' {
        $wrong = @{} + $hub
        $wrong.SecretKey = 'ThisIsMySecret'
        $result = Invoke-Recorded { Get-InspectorHubIntegration @wrong -Verbose }
        $result.Output | Should -BeNullOrEmpty
        $result.Errors.CategoryInfo.Category | Should -Be AuthenticationError
        "$($result.Errors) $($result.Errors.Exception) $($result.Verbose)" | Should -Not -BeLike '*ThisIsMySecret*'
    }
}

Describe '-ProfileLocation' {
    BeforeAll { $hub = Start-InspectorHubEmulator -Region eu-west-1 -NoRateLimit }

    AfterAll { Stop-InspectorHubEmulator $hub }

    It 'names the file that the profile is in, whose profile default is the default: <_>' -ForEach '-ProfileName audit', '-StoredCredentials audit', '' {
        $file = Join-Path (New-Folder) 'credentials'
        Set-Content $file ((('audit', 'default') | ForEach-Object { "[$_]", "aws_access_key_id=$($hub.AccessKey)", "aws_secret_access_key=$($hub.SecretKey)", 'region=eu-west-1' }) -join "`n")
        $state = Invoke-Expression "Get-InspectorHubIntegration -EndpointUrl $($hub.EndpointUrl) -ProfileLocation '$file' $_ -ErrorAction Stop"
        "$($state.AccountId) $($state.Region)" | Should -Be '123456789012 eu-west-1'
        $typed = "Get-InspectorFinding -ProfileLocation '$file' -ProfileName au"
        (TabExpansion2 $typed $typed.Length).CompletionMatches.ListItemText | Should -Be audit
    }

    It 'is in the words about a profile that is not there' {
        $result = Invoke-Recorded { Get-InspectorHubIntegration -Region eu-west-1 -ProfileLocation (Join-Path (New-Folder) none) -ProfileName audit }
        "$($result.Errors)" | Should -BeLike "*no profile 'audit' in *none*"
    }
}

Describe '-NetworkCredential' {
    BeforeAll {
        $secret = [securestring]::new()
        'hush-password'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
        $user = [pscredential]::new('COMPANY\pat', $secret)
    }

    It 'is for a profile, which is to be named' {
        $result = Invoke-Recorded { Get-InspectorHubIntegration -Region eu-west-1 -NetworkCredential $user }
        $result.Errors | Should -HaveCount 1
        $result.Errors[0].CategoryInfo.Category | Should -Be AuthenticationError
        "$($result.Errors)" | Should -BeLike '*profile that signs in by SAML, and no profile is named*'
    }

    It 'is of no use where the AWS SDK has no profiles of SAML, and says what to give there' -Skip:($env:OS -eq 'Windows_NT') {
        $result = Invoke-Recorded { Get-InspectorHubIntegration -Region eu-west-1 -ProfileName company -NetworkCredential $user }
        "$($result.Errors)" | Should -BeLike '*on Windows alone*AssumeRoleWithSAML*'
        "$($result.Errors) $($result.Errors.Exception)" | Should -Not -BeLike '*hush*'
    }

    It 'is of no use to a profile of another kind' -Skip:($env:OS -ne 'Windows_NT') {
        $file = Join-Path (New-Folder) 'credentials'
        Set-Content $file "[audit]`naws_access_key_id=a`naws_secret_access_key=b"
        $result = Invoke-Recorded { Get-InspectorHubIntegration -Region eu-west-1 -ProfileName audit -ProfileLocation $file -NetworkCredential $user }
        "$($result.Errors)" | Should -BeLike "*'audit' does not sign in by SAML*"
    }
}

Describe 'Profiles and the environment' {
    # The SDK reads them once in a process: this one has a process of its own.
    It 'are honoured, profiles of every kind and endpoints' -Skip:($env:OS -eq 'Windows_NT') {
        $hub = Start-InspectorHubEmulator -Region eu-central-1
        $folder = New-Folder
        Set-Content "$folder/keys.json" (@{ Version = 1; AccessKeyId = $hub.AccessKey; SecretAccessKey = $hub.SecretKey } | ConvertTo-Json)
        Set-Content "$folder/config" @"
[profile program]
region = eu-west-1
credential_process = cat $folder/keys.json
[profile role]
region = eu-west-2
role_arn = arn:aws:iam::111122223333:role/Hub
source_profile = program
[profile sso]
region = eu-central-1
sso_session = company
sso_account_id = 123456789012
sso_role_name = Hub
[sso-session company]
sso_region = eu-central-1
sso_start_url = https://company.example/start
sso_registration_scopes = sso:account:access
"@
        Set-Content "$folder/profiles.ps1" @'
param($Manifest, $Findings, $Outbox)
Import-Module $Manifest
foreach ($name in 'program', 'role', 'sso', 'none') {
    try { $state = Get-InspectorHubIntegration -ProfileName $name -ErrorAction Stop; "$name $($state.AccountId) $($state.Region)" }
    catch { "$name $($_.CategoryInfo.Category) $($_.Exception.Message)" }
}
# What is for another endpoint than AWS's is so wherever the endpoint is named.
$outbox = @{ OutboxPath = $Outbox }
$null = Import-InspectorFinding $Findings | Send-InspectorFindingToHub @outbox -NoWait
Get-InspectorHubOutbox @outbox | ForEach-Object { "for $($_.Endpoint)" }
"received $((Resume-InspectorHubOutbox @outbox -ProfileName program).Received)"
'@
        try {
            $lines = Invoke-OwnProcess "$folder/profiles.ps1" $manifest (New-Finding 1 | Save-Finding) "$folder/outbox.db" -Environment @{
                AWS_CONFIG_FILE = "$folder/config"; AWS_ENDPOINT_URL_SECURITYHUB = $hub.EndpointUrl; AWS_ENDPOINT_URL_INSPECTOR2 = $hub.EndpointUrl; AWS_ENDPOINT_URL_STS = $hub.EndpointUrl
            }
        }
        finally { Stop-InspectorHubEmulator $hub }
        $lines[0] | Should -Be 'program 123456789012 eu-west-1'
        $lines[1] | Should -Be 'role 111122223333 eu-west-2'
        # Nobody has signed in: one clear error that names the profile, not a missing assembly.
        $lines[2] | Should -BeLike "sso AuthenticationError No credentials from profile 'sso'*"
        $lines[2] | Should -Not -BeLike '*AWSSDK*'
        $lines[3] | Should -BeLike "none AuthenticationError There is no profile 'none'*"
        $lines[4..5] | Should -Be "for $($hub.EndpointUrl)", 'received 1'
    }
}

Describe 'Secrets' {
    BeforeEach {
        $hub = Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
        $folder = New-Folder
        $findings = 0, 1 | ForEach-Object { New-Finding $_ -Region eu-central-1 } | Save-Finding
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'appear in no stream and no file: <case>' -ForEach @(
        @{ Case = 'all is well'; Connection = { $hub } }
        @{ Case = 'access is denied'; Connection = { $hub }; Failing = 'ListFindings', 'GetFindings', 'BatchImportFindings', 'DescribeHub', 'GetCallerIdentity' }
        @{ Case = 'keys that are wrong'; Connection = {
                @{ EndpointUrl = $hub.EndpointUrl; Region = 'eu-central-1'; AccessKey = $hub.AccessKey; SecretKey = 'hush-secret'; SessionToken = 'hush-token' }
            }
        }
        @{ Case = 'credentials that are wrong'; Connection = {
                $credential = [pscustomobject]@{ AccessKeyId = 'AKIAHUSH'; SecretAccessKey = 'hush-secret'; SessionToken = 'hush-token' }
                @{ EndpointUrl = $hub.EndpointUrl; Region = 'eu-central-1'; Credential = $credential }
            }
        }
        @{ Case = 'nobody answers'; Connection = {
                @{
                    EndpointUrl = 'http://127.0.0.1:1'; Region = 'eu-central-1'; AccessKey = 'a'; SecretKey = 'hush-secret'; SessionToken = 'hush-token'
                    RoleArn = 'arn:aws:iam::123456789012:role/Hub'; ExternalId = 'hush-external'
                }
            }
        }
    ) {
        $secret = $hub.SecretKey
        foreach ($operation in $Failing) { $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = $operation }) }
        $all = (& $Connection) + @{ Verbose = $true; ErrorAction = 'Continue' }
        $delivery = @{ OutboxPath = Join-Path $folder outbox.db; TimeoutSec = 1 }
        $text = & {
            try { Get-InspectorFinding @all } catch { $_ }
            try { Get-InspectorHubFinding @all } catch { $_ }
            try { Get-InspectorHubIntegration @all } catch { $_ }
            try { Test-InspectorHubIntegration @all } catch { $_ }
            try { Compare-InspectorHubFinding @all } catch { $_ }
            try { Sync-InspectorFindingToHub @all @delivery } catch { $_ }
            try { Import-InspectorFinding $findings | Send-InspectorFindingToHub @all @delivery } catch { $_ }
        } *>&1 | ForEach-Object { "$_"; if ($_.Exception) { "$($_.Exception)"; "$($_.TargetObject)" } }
        $text = $text -join "`n"
        $text | Should -Match findings
        $text | Should -Not -Match hush
        $text.Contains($secret) | Should -BeFalse
        # What is locked by a sender that still runs has no content.
        foreach ($file in Get-ChildItem $folder -Recurse -File | Where-Object Name -NotLike '*.sender-*') {
            $content = [Text.Encoding]::GetEncoding('iso-8859-1').GetString([IO.File]::ReadAllBytes($file.FullName))
            $content | Should -Not -Match hush -Because $file.Name
            $content.Contains($secret) | Should -BeFalse -Because $file.Name
        }
    }
}
