# The paths are those of the source tree after a build; in the module that the build leaves they are its own.
@{
    RootModule           = if ($PSEdition -eq 'Core') { 'out/InspectorHub/bin/net8.0/InspectorHub.dll' } else { 'out/InspectorHub/bin/netstandard2.0/InspectorHub.dll' }
    ModuleVersion        = '0.1.0'
    GUID                 = '5b0d1c3e-7f0a-4f0e-9d43-2c9a1c7b6a52'
    Author               = 'InspectorHub founders'
    CompanyName          = 'InspectorHub'
    Copyright            = '(c) InspectorHub founders'
    Description          = 'Carries Amazon Inspector findings into AWS Security Hub: read, translate to ASFF, deliver until received, update, archive; and turns the integration between the two on and off.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess     = @('src/InspectorHub/InspectorHub.format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Import-InspectorFinding'
        'ConvertTo-Asff'
        'ConvertTo-Ocsf'
        'Test-Asff'
        'Send-InspectorFindingToHub'
        'Sync-InspectorFindingToHub'
        'Get-InspectorHubIntegration'
        'Enable-InspectorHubIntegration'
        'Disable-InspectorHubIntegration'
        'Test-InspectorHubIntegration'
        'Start-InspectorHubEmulator'
        'Get-InspectorHubEmulator'
        'Set-InspectorHubEmulator'
        'Stop-InspectorHubEmulator'
        'Get-InspectorFinding'
        'Get-InspectorHubFinding'
        'Compare-InspectorHubFinding'
        'Get-InspectorHubOutbox'
        'Resume-InspectorHubOutbox'
        'Clear-InspectorHubOutbox'
        'Export-InspectorHubReport'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'AWS', 'Inspector', 'AmazonInspector', 'SecurityHub', 'ASFF', 'Security', 'Vulnerability', 'CVE', 'Findings'
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
                # The build adds PSCmdlet_ and PSCommand_ for every cmdlet here: Find-PSResource -CommandName looks for them.
            )
            LicenseUri   = 'https://github.com/InspectorHub/InspectorHub/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/InspectorHub/InspectorHub'
            IconUri      = 'https://raw.githubusercontent.com/InspectorHub/InspectorHub/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/InspectorHub/InspectorHub/blob/main/CHANGELOG.md'
        }
    }
}
