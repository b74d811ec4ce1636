#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . "$PSScriptRoot/Support/HelpPages.ps1"
    $pages = Get-HelpPage | ForEach-Object { @{ Name = $_ } }
    $topics = Get-HelpTopic | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    . "$PSScriptRoot/Support/HelpPages.ps1"
    $common = [Management.Automation.Cmdlet]::CommonParameters
}

Describe 'Get-Help' {
    It 'has a page for every cmdlet, and for nothing else' {
        Get-HelpPage | Sort-Object | Should -Be ((Get-Module InspectorHub).ExportedCmdlets.Keys | Sort-Object)
    }

    Context '<name>' -ForEach $pages {
        BeforeAll {
            $help = Get-Help $Name -Full
            $parameters = (Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object
        }

        It 'tells what it does, what it takes and what it gives' {
            $help.Synopsis | Should -Not -BeNullOrEmpty
            $help.description.Text | Should -Not -BeNullOrEmpty
            $help.inputTypes.inputType | Should -Not -BeNullOrEmpty
            $help.returnValues.returnValue | Should -Not -BeNullOrEmpty
        }

        It 'describes every parameter, and no other' {
            $help.parameters.parameter | Where-Object { "$($_.description.Text)" } | ForEach-Object name | Sort-Object | Should -Be $parameters
            Get-HelpPageParameter $Name | Where-Object { $_ -notin $parameters } | Should -BeNullOrEmpty
        }

        It 'has all examples of the page, at least two' {
            $codes = @($help.examples.example.code)
            $codes.Count | Should -BeGreaterOrEqual 2
            $codes | Should -Be @(Get-HelpPageExample $Name)
        }
    }

    Context '<name>' -ForEach $topics {
        It 'is found, in lines of at most 80 columns' {
            $text = Get-Help $Name | Out-String -Width 500
            $text | Should -BeLike "*$Name*"
            $text -split '\r?\n' | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        }
    }

    It 'has every topic that a page names' {
        $named = Get-ChildItem $helpFolder -Filter *.md | Select-String 'about_InspectorHub\w*' -AllMatches | ForEach-Object { $_.Matches.Value } | Sort-Object -Unique
        $named | Where-Object { $_ -notin (Get-HelpTopic) } | Should -BeNullOrEmpty
    }
}

Describe 'Examples of the help' {
    BeforeAll {
        $folder = New-Folder
        foreach ($page in Get-HelpPage) {
            $number = 0
            foreach ($code in Get-HelpPageExample $page) { Set-Content "$folder/$page.$((++$number)).ps1" $code }
        }
        Set-Content "$folder/profiles" ('default', 'security', 'audit' | ForEach-Object { "[$_]", 'aws_access_key_id = AKIDEXAMPLE', 'aws_secret_access_key = example-secret' })
        $said = Invoke-OwnProcess "$PSScriptRoot/Support/RunExamples.ps1" $manifest $folder "$PSScriptRoot/../../examples" -Environment @{
            AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE'; AWS_SECRET_ACCESS_KEY = 'example-secret'; AWS_REGION = 'us-east-1'
            AWS_SHARED_CREDENTIALS_FILE = "$folder/profiles"; XDG_STATE_HOME = "$folder/state"; NO_COLOR = '1'
        }
        $wrong = @{}
        $said | ForEach-Object { if ("$_" -match '^EXAMPLE\t(.+)\t(.*)$') { $wrong[$Matches[1]] = $Matches[2] } }
    }

    It 'of <name> run without an error' -ForEach $pages {
        for ($number = 1; $number -le @(Get-HelpPageExample $Name).Count; $number++) { $wrong["$Name.$number"] | Should -Be '' -Because "of example $number" }
    }
}
