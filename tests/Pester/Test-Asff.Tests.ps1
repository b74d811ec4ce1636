#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1), (New-Finding 2) | Save-Finding
}

Describe 'Test-Asff' {
    It 'finds nothing wrong with a translated finding' {
        Import-InspectorFinding $report | ConvertTo-Asff | Test-Asff | Should -BeNullOrEmpty
    }

    It 'names path and rule of what is wrong' {
        $asff = @(Import-InspectorFinding $report | ConvertTo-Asff)[0]
        $asff.Title = 'x' * 257
        $violation = $asff | Test-Asff
        $violation.Path | Should -Be '$.Title'
        $violation.Rule | Should -Be 'maxLength'
        $asff | Test-Asff -Quiet | Should -BeFalse
    }
}
