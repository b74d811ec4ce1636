# The pages that the help is made of, read for the tests.
$helpFolder = "$PSScriptRoot/../../../docs/en-US"

function Get-HelpPage { (Get-ChildItem $helpFolder -Filter *-*.md).BaseName }

function Get-HelpTopic { (Get-ChildItem $helpFolder -Filter about_*.md).BaseName }

# The parameters that a page describes.
function Get-HelpPageParameter([string] $Name) {
    Get-Content "$helpFolder/$Name.md" | ForEach-Object { if ($_ -match '^### -(\w+)') { $Matches[1] } }
}

# The code of a page's examples: the first fenced block under each heading of EXAMPLES.
function Get-HelpPageExample([string] $Name) {
    $examples = [regex]::Match((Get-Content "$helpFolder/$Name.md" -Raw), '(?ms)^## EXAMPLES\s*$(.*?)^## ').Groups[1].Value
    foreach ($example in $examples -split '(?m)^### ' | Select-Object -Skip 1) {
        [regex]::Match($example, '(?ms)^```powershell\r?\n(.*?)\r?\n```').Groups[1].Value -replace '\r', ''
    }
}
