#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Export-InspectorHubReport' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'writes one file that names the worst' {
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
        $html = Join-Path $TestDrive 'report.html'
        Get-InspectorHubFinding @hub | Export-InspectorHubReport $html @outbox
        Get-Content $html -Raw | Should -Match 'CVE-2026-0001'
    }

    It 'says that not everything could be read, and shows no zeros for it' {
        $html = Join-Path (New-Folder) 'report.html'
        $null = Invoke-Recorded { '{"findingArn":"arn:x","title":"cut o' | Export-InspectorHubReport $html }
        Get-Content $html -Raw | Should -Match 'Not everything could be read'
        Get-Content $html -Raw | Should -Not -Match '<b>0</b>'
        $null = Invoke-Recorded { Import-InspectorFinding (Join-Path (New-Folder) none.json) | Export-InspectorHubReport $html }
        Get-Content $html -Raw | Should -Match 'Not everything could be read'
    }

    It 'says what nothing found means' {
        $html = Join-Path (New-Folder) 'report.html'
        @() | Export-InspectorHubReport $html
        Get-Content $html -Raw | Should -Match 'Nothing open was among the findings that were given'
    }

    It 'names accounts, Regions, what to do, and findings of every kind' {
        $html = Join-Path (New-Folder) 'report.html'
        Import-InspectorFinding "$PSScriptRoot/../../examples/findings/*.json" | Export-InspectorHubReport $html
        $text = Get-Content $html -Raw
        $text | Should -Match '111122223333'
        $text | Should -Match 'Update xz-utils to'
        $text | Should -Match 'href="https://nvd.nist.gov/vuln/detail/CVE-2024-3094"'
        $text | Should -Match 'Made by InspectorHub \d'
        $text | Should -Match 'scope="col"'
        [regex]::Matches($text, 'href="([^"]*)"') | ForEach-Object { $_.Groups[1].Value | Should -Match '^https://(nvd\.nist\.gov|github\.com/advisories)/' }
    }

    It 'has text that can be read in either theme: <Theme>, <Text> on <Ground>' -ForEach $(foreach ($theme in 'light', 'dark') {
            foreach ($pair in ('ink', 'paper'), ('soft', 'paper'), ('link', 'paper'), ('ink', 'card'), ('soft', 'card'), ('on-colour', 'critical'), ('on-colour', 'high'), ('on-colour', 'good')) {
                @{ Theme = $theme; Text = $pair[0]; Ground = $pair[1] }
            }
        }) {
        $html = Join-Path (New-Folder) 'report.html'
        @() | Export-InspectorHubReport $html
        $themes = [regex]::Matches((Get-Content $html -Raw), ':root \{([^}]*)\}')
        $colours = @{}
        foreach ($block in $(if ($Theme -eq 'dark') { $themes[0, 1] } else { $themes[0] })) {
            foreach ($colour in [regex]::Matches($block.Groups[1].Value, '--([\w-]+): #(\w+)')) { $colours[$colour.Groups[1].Value] = $colour.Groups[2].Value }
        }
        # WCAG 2.2, relative luminance.
        $luminance = foreach ($name in $Text, $Ground) {
            $hex = $colours[$name]
            if ($hex.Length -eq 3) { $hex = $hex -replace '(.)', '$1$1' }
            $parts = foreach ($at in 0, 2, 4) {
                $part = [Convert]::ToInt32($hex.Substring($at, 2), 16) / 255
                if ($part -le 0.03928) { $part / 12.92 } else { [Math]::Pow(($part + 0.055) / 1.055, 2.4) }
            }
            0.2126 * $parts[0] + 0.7152 * $parts[1] + 0.0722 * $parts[2]
        }
        ([Math]::Max($luminance[0], $luminance[1]) + 0.05) / ([Math]::Min($luminance[0], $luminance[1]) + 0.05) | Should -BeGreaterOrEqual 4.5
    }
}
