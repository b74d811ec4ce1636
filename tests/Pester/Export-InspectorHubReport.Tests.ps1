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

    It 'counts the checks of CIS scans that failed' {
        $html = Join-Path (New-Folder) 'report.html'
        New-CisScan -Result @{ 1 = @{ '1.1.1' = 'FAILED'; '5.2.1' = 'FAILED'; '6.1' = 'PASSED' }; 2 = @{ '1.1.1' = 'FAILED' } } | Export-InspectorHubReport $html
        $text = Get-Content $html -Raw
        $text | Should -Match '2 checks on 2 instances'
        $text | Should -Match '>1\.1\.1 Ensure 1\.1\.1 is as it should be</td><td[^>]*><span[^>]*>Medium</span></td><td[^>]*>1</td><td[^>]*>2</td>'
        $text | Should -Not -Match '>6\.1 Ensure'
    }

    It 'is a table for a spreadsheet where the file is one, in which no text is a formula: <_>' -ForEach '=HYPERLINK("https://x.test","y")', '+1', '-1+1', '@SUM(1)', "`t=1", "`r=1", ([string][char]0xff1d + '1') {
        $csv = Join-Path (New-Folder) 'findings.csv'
        $finding = New-Finding 1 -With @{ title = $_; epss = @{ score = 0.5 } }
        $file = $finding, (New-Finding 2) | ConvertTo-Json -Depth 20 | Export-InspectorHubReport $csv -PassThru
        $file.FullName | Should -Be $csv
        [IO.File]::ReadAllBytes($csv)[0..2] | Should -Be 0xef, 0xbb, 0xbf
        $rows = @(Import-Csv $csv)
        $rows | Should -HaveCount 2
        @($rows[0].PSObject.Properties.Name)[0..8] | Should -Be AccountId, Region, ResourceId, ResourceType, VulnerabilityId, Package, FixedInVersion, Exploit, Epss
        $rows.Title | Should -Be "'$_", 'CVE-2026-0002 - openssl'
        $rows[0].AccountId, $rows[0].Region, $rows[0].Severity, $rows[0].Epss, $rows[0].UpdatedAt | Should -Be 123456789012, us-east-1, HIGH, 0.5, '2026-11-20 08:00:00Z'
        $rows | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $_ -match "^[=+\-@\t\r]" } | Should -BeNullOrEmpty
    }

    It 'says that a folder is one' {
        "$((Invoke-Recorded { @() | Export-InspectorHubReport (New-Folder) }).Errors)" | Should -BeLike '*is a folder; name a file in it.'
    }

    It 'writes no table with -WhatIf' {
        $csv = Join-Path (New-Folder) 'findings.csv'
        New-Finding 1 | Export-InspectorHubReport $csv -WhatIf
        $csv | Should -Not -Exist
    }

    It 'needs no sideways scrolling on a telephone, with none, some and many findings' -Skip:(-not (Get-Command chromium -ErrorAction Ignore)) {
        $folder = New-Folder
        $cis = New-CisScan -Result @{ 1 = @{ '1.1.1' = 'FAILED' } }
        $many = 1..300 | ForEach-Object { New-Finding $_ -Severity CRITICAL -With @{ title = 'CVE-' + ('9' * ($_ % 90)); exploitAvailable = 'YES' } }
        @() | Export-InspectorHubReport "$folder/0.html"
        & { Import-InspectorFinding "$PSScriptRoot/../../examples/findings/*.json"; $cis } | Export-InspectorHubReport "$folder/1.html"
        & { $many; $cis } | Export-InspectorHubReport "$folder/2.html"
        $frames = 0..2 | ForEach-Object { '<iframe style="border:0" width="390" height="800" srcdoc="{0}"></iframe>' -f [Net.WebUtility]::HtmlEncode((Get-Content "$folder/$_.html" -Raw)) }
        Set-Content "$folder/page.html" "$frames<p id=w></p><script>onload = () => { w.textContent = 'beyond ' + [...document.querySelectorAll('iframe')].map(f => f.contentDocument.documentElement).map(e => e.scrollWidth - e.clientWidth).join(' ') }</script>"
        $dom = chromium --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$folder/profile" --dump-dom "file://$folder/page.html" 2>$null
        [regex]::Match("$dom", 'id="w">([^<]*)<').Groups[1].Value | Should -Be 'beyond 0 0 0'
    }

    It 'prints on white with the headers of a table on each of its pages' -Skip:(-not ((Get-Command chromium -ErrorAction Ignore) -and (Get-Command pdftotext -ErrorAction Ignore))) {
        $folder = New-Folder
        1..60 | ForEach-Object { New-Finding $_ -Severity CRITICAL -With @{ exploitAvailable = 'YES' } } | Export-InspectorHubReport "$folder/report.html"
        # Whoever reads in the dark theme prints on white paper all the same.
        $dark = '--blink-settings=preferredColorScheme=0'
        $null = chromium --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$folder/profile" $dark --print-to-pdf="$folder/report.pdf" "file://$folder/report.html" 2>$null
        $pages = (pdftotext -layout "$folder/report.pdf" - | Out-String).Split([char]12)
        $rows = @($pages | Where-Object { $_ -match 'CVE-2026-\d{4} - openssl' })
        $rows.Count | Should -BeGreaterThan 1
        foreach ($page in $rows) { $page | Should -Match 'Severity\s+Finding\s+Resource\s+What to do' }
        $null = pdftoppm -r 10 -f 1 -l 1 "$folder/report.pdf" "$folder/page"
        $pixels = [IO.File]::ReadAllBytes((Get-ChildItem "$folder/page*.ppm")[0].FullName)
        $pixels[-3..-1] | Should -Be 255, 255, 255
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
