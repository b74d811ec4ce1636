"""What is known of Security Hub's contract, statement by statement, and the checks that hold the emulator to each.

    contract_map.py                 fails where a statement has no check
    contract_map.py CONTRACT.md     fails, too, where a row of that page's tables has no statement
    contract_map.py --page          writes the statements as a table

A check is a rule of rules.py ("Topic: name", as a regular expression), or the name of a test in C# or of contract.py.
"""
import pathlib
import re
import sys

from rules import rules

TESTS = pathlib.Path(__file__).parent.parent
NAMES = "\n".join(f"{topic}: {name}" for topic, name, *_ in rules).split("\n")
ELSEWHERE = "\n".join(
    path.read_text() for path in [TESTS / "contract" / "contract.py", *(TESTS / "InspectorHub.Emulator.Tests").glob("*.cs")])

# (rows of the page that it is about, what it says, checks)
STATEMENTS = [
    ("SchemaVersion", "required, and 2018-10-08",
     ["SchemaVersion is required", "SchemaVersion is 2018", "a SchemaVersion that is a number"]),
    ("Id, ProductArn, GeneratorId, AwsAccountId", "required", ["Required members: (Id|ProductArn|GeneratorId|AwsAccountId) is required"]),
    ("CreatedAt, UpdatedAt", "required, on updates too",
     ["Required members: (CreatedAt|UpdatedAt) is required", "Updates: An update without"]),
    ("Title, Description", "required", ["Required members: (Title|Description) is required"]),
    ("Resources (≥1)", "at least one", ["Resources is required", "Resources: none"]),
    ("Severity", "here or by the provider, with Label or Normalized",
     ["Severity is required", "A severity has a Label", "a provider's Severity with neither", "FindingProviderFields with Types alone"]),
    ("Types", "here or by the provider", ["Types is required", "Severity and Types may stand"]),
    ("",
     "a resource has Type and Id; a note Text, UpdatedBy, UpdatedAt; related findings ProductArn, Id; the others what the model requires",
     ["Required members: (a resource|Note|Related|Malware|Vulnerab|PatchSummary)"]),
    ("", "a component of a network path needs nothing", ["a component of a path with nothing"]),
    ("", "texts are not empty or blank; a line with something to see is enough",
     ["a blank Title", "an empty Severity.Original", "a Title of two lines", "a text that begins with an empty line"]),
    ("", "nor are values of maps",
     ["ProductFields: an empty value", "UserDefinedFields: an empty value", "Details.Other: an empty value", "an empty tag",
      "a blank value of ProductFields"]),
    ("", "a finding that does not fit fails by itself: 200, InvalidInput, the words of the format",
     ["One bad finding does not hold", "Words: "]),
    ("", "an empty map of tags is refused", ["Tags: none"]),
    ("", "no field has 32,768 characters", ["Any field of 32,768", "a SourceUrl of 32,767"]),
    ("", "characters are code points", ["characters outside the BMP"]),
    ("", "null is of no type of the format (what AWS says is not known); outside findings it counts as absent",
     ["members that are null", "a Title that is null", "an optional member that is null"]),
    ("Id", "1 to 512; an ARN is taken", ["Id of 51[23]", "Id that is empty", "an Id that is an ARN"]),
    ("ProductArn", "an ARN of a product", ["Imports: ProductArn "]),
    ("ProductName, CompanyName", "1 to 128, of a custom product",
     ["(ProductName|CompanyName) of 12[89]", "A custom product names itself", "A partner's findings come in"]),
    ("Region (top level)", "1 to 16, the service's", ["Lengths: Region of", "Region is the service's"]),
    ("GeneratorId", "1 to 512", ["GeneratorId of 51[23]", "GeneratorId that is empty"]),
    ("AwsAccountId", "12 digits, the caller's", ["AwsAccountId that is no account", "Findings about another account"]),
    ("AwsAccountName", "1 to 50", ["AwsAccountName of 5[01]"]),
    ("Types", "at most 50 of one to three parts", ["Types: 5[01]", "Values: Types: "]),
    ("Title", "1 to 256", ["Lengths: Title "]),
    ("Description", "1 to 1024", ["Lengths: Description "]),
    ("Severity.Original", "1 to 64", ["Severity.Original of 6[45]"]),
    ("Severity.Normalized", "a whole number, 0 to 100", ["Severity.Normalized: ", "Normalized 1.5", "Severity: Normalized 100"]),
    ("Severity.Product", "a number", ["a Severity.Product"]),
    ("Confidence, Criticality", "whole numbers, 0 to 100", ["Values: (Confidence|Criticality)", "a provider's Criticality 101"]),
    ("Remediation.Recommendation.Text", "1 to 512; Text or Url",
     ["Recommendation.Text of 51[23]", "an empty recommendation", "A recommendation has"]),
    ("Remediation.Recommendation.Url", "stands alone, too", ["a Remediation with a Url alone"]),
    ("SourceUrl", "a text", ["a SourceUrl of", "an empty SourceUrl"]),
    ("Note.Text", "1 to 512, UpdatedBy too, and a time", ["Note.(Text|UpdatedBy) of 51[23]", "a Note's UpdatedAt", "a blank Note"]),
    ("ProductFields", "50 pairs, keys of 128, values of 2048, some characters",
     ["How many: ProductFields", "ProductFields with every character", "a key of ProductFields of 128",
      "the sender's 50 and the service's three"]),
    ("UserDefinedFields", "50 pairs, keys of 128, values of 1024, some characters",
     ["How many: UserDefinedFields", "UserDefinedFields with every", "a blank in a key of UserDefinedFields"]),
    ("Resources", "1 to 32", ["Resources: (32|33|none)"]),
    ("Resource.Type", "1 to 256", ["Resources\\[\\].Type (of|that)"]),
    ("Resource.Id", "1 to 512", ["Resources\\[\\].Id of", "an empty Resources\\[\\].Id"]),
    ("Resource.Region", "1 to 16", ["Resources\\[\\].Region of", "an empty Resources\\[\\].Region"]),
    ("Resource.Partition", "one of the model's", ["Resources\\[\\].Partition", "a Partition in capitals"]),
    ("Resource.ResourceRole", "any text", ["ResourceRole"]),
    ("Resource.Tags", "1 to 50 pairs, values of 256, some characters",
     ["Tags: (none|50|51)", "Tags: a value of 257", "a tag of 256", "a tag with (every|characters)"]),
    ("Resource.Details", "what is larger than 240 KB is refused", ["more than 240 KB"]),
    ("Details.Other", "50 pairs, keys of 128, values of 1024", ["Details.Other"]),
    ("Details.AwsEc2Instance", "lengths, ten addresses each, a time", ["AwsEc2Instance", "addresses", "an instance's LaunchedAt"]),
    ("Details.AwsEcrContainerImage", "RepositoryName 2 to 256, 1 to 300 tags of 128, a time, any architecture",
     ["RepositoryName of", "tags of an image", "an image without tags", "an image's tag of 12[89]", "ImagePublishedAt",
      "an architecture"]),
    ("Details.AwsLambdaFunction", "numbers and a time",
     ["MemorySize", "Timeout of", "CodeSize", "a function's LastModified", "a function as Inspector"]),
    ("Details.AwsEcrRepository", "RepositoryName 2 to 256", ["AwsEcrRepository.RepositoryName"]),
    ("Details.Container", "texts of 128", ["a container's"]),
    ("Details.CodeRepository", "three texts", ["a code repository"]),
    ("RelatedFindings", "1 to 10, Ids of 512", ["RelatedFindings: ", "a related finding's Id of 51[23]"]),
    ("Malware", "at most 5; Name 64, Path 512", ["Malware: ", "Malware\\[\\].Name of", "Malware\\[\\].Path of 51[23]"]),
    ("Threats", "1 to 32; 1 to 5 files; 128 characters",
     ["Threats: ", "Threats\\[\\]", "files of a threat", "a threat with no files", "a threat's F"]),
    ("ThreatIntelIndicators", "1 to 5; Value 512, Source 64", ["ThreatIntelIndicators: ", "ThreatIntelIndicators\\[\\].(Value|Source) of"]),
    ("Network (retired; use Action or Resources)", "Protocol 16, domains 128, ports, MAC",
     ["Network.(Protocol|SourceDomain|DestinationDomain)", "port (65535|-1)", "Port 65536", "OpenPortRange", "SourceMac",
      "a MAC address"]),
    ("NetworkPath", "ids and types of 32, protocols of 16, ports", ["ComponentId of", "ComponentType of", "on a path"]),
    ("Process", "Name 64, Path 512, ParentPid, times",
     ["Process.(Name|Path) of", "ParentPid", "Process.TerminatedAt", "Process.LaunchedAt"]),
    ("Vulnerabilities", "Id 128, Vendor.Name and VendorSeverity 32, Reason 512, any number",
     ["Vulnerabilities\\[\\]", "Reason of", "300 vulnerabilities"]),
    ("Compliance.RelatedRequirements ≤32; AssociatedStandards ≤20", "",
     ["RelatedRequirements", "32 related", "AssociatedStandards", "20 associated"]),
    ("PatchSummary", "Id up to 256, counts to 100,000", ["PatchSummary", "patches", "InstalledCount"]),
    ("GeneratorDetails", "at most 10 labels", ["GeneratorDetails", "10 labels", "generator's label"]),
    ("Any single field", "below 32,768", ["Any field of"]),
    ("One finding", "at most 240 KB", ["more than 240 KB"]),
    ("", "members of a vulnerability have the model's types and values",
     ["FixAvailable", "ExploitAvailable", "EpssScore", "Epoch", "a vulnerability of code", "VendorUpdatedAt", "LastKnownExploitAt",
      "BaseScore"]),
    ("", "timestamps: T, Z or an offset of at most 18 hours, with or without colon and minutes, up to nine digits",
     ["Timestamps: 2025", "an offset of", "a point without digits"]),
    ("", "no other form, no day that there is not",
     ["Timestamps: (01.01|yesterday|an empty|a number)", "30 February", "hour 24", "second 60", "month 0", "digits of other scripts"]),
    ("", "kept to the millisecond", ["Finer than a millisecond"]),
    ("", "every time of the format is one", ["(CreatedAt|FirstObservedAt|LastObservedAt|LaunchedAt) is one", "no timestamp"]),
    ("", "CreatedAt stays; it may differ from UpdatedAt", ["CreatedAt stays", "a CreatedAt before UpdatedAt"]),
    ("", "every value of every enumeration, and no other",
     ["Values: .*: any other", "Malware\\[\\].Type: ", "ThreatIntelIndicators\\[\\].Type: ", "Workflow.Status: ", "WorkflowState: ",
      "VerificationState: ", "Compliance.Status: ", "Network.Direction: "]),
    ("", "labels and numbers of a severity, each from the other; a pair that disagrees is taken",
     ["Severity: ", "a Label with another Normalized"]),
    ("", "provider's fields alone: copied to the top unless a customer has set it",
     ["What stands in FindingProviderFields", "of the provider alone"]),
    ("", "the top alone: copied to the provider's fields", ["What stands at the top is copied", "of the top alone"]),
    ("", "both: the provider's for a new finding, each for one that is there", ["Of both, "]),
    ("", "customers do not change the provider's", ["BatchUpdateFindings does not change", "What a customer has set stays"]),
    ("customers only", "ignored in an update; taken with a new finding",
     ["The customer's Note", "What a new finding says for the customer"]),
    ("shared", "what the provider and customers both set: the customer's stays", ["What a customer has set stays at the top"]),
    ("service-filled", "not settable", ["Filled in: "]),
    ("provider", "an update replaces all", ["An update replaces the finding as a whole", "A customer cannot set RecordState"]),
    ("", "keys that begin with aws/ are taken of a custom product", ["a key that begins with aws/"]),
    ("", "back from the archive or from PASSED: Workflow is NEW again, unless SUPPRESSED", ["From the archive", "From PASSED"]),
    ("", "FindingId, ProductName, CompanyName beside the sender's product fields",
     ["Workflow, RecordState, Region", "the sender's 50 and the service's three"]),
    ("", "1 to 100 findings a call, 6 MB; answered with counts and failures",
     ["(100|101|No) findings in a call", "6 MB", "Imports: Findings is"]),
    ("", "ten calls a second, bursts of thirty, for an account and Region",
     ["Calls_beyond_the_burst_are_throttled", "A_burst_is_taken_at_once"]),
    ("", "the account's own products, a partner's that is enabled, AWS's never: 403 for the call, 400 for what is no ARN",
     ["Imports: A product ", "Imports: ProductArn ", "A partner's findings come in"]),
    ("", "while the hub is off, or AWS's product: InvalidAccess for each",
     ["While the hub is off each", "Inspectors_own_product_is_taken_when_allowed"]),
    ("", "an older UpdatedAt, or the same, changes nothing", ["Updates: An UpdatedAt that is"]),
    ("", "one Id twice in a call; one Id of two products", ["The same finding twice in a call", "Two products may use one Id"]),
    ("", "each import is told as an event", ["A_finding_that_Security_Hub_takes"]),
    ("EnableImportFindingsForProduct", "409 when on, 404 for what there is not",
     ["Off, off again", "A product that there is not", "ProductArn is required"]),
    ("DisableImportFindingsForProduct", "404 when off, 403 by a product's ARN", ["Off, off again", "Disabling by the product's ARN"]),
    ("ListEnabledProductsForImport", "pages", ["/productSubscriptions\\?MaxResults", "AWS's own are on", "ListEnabledProductsForImport"]),
    ("DescribeProducts", "pages", ["/products\\?MaxResults", "DescribeProducts"]),
    ("DescribeHub", "HubArn, SubscribedAt, settings", ["DescribeHub", "Another HubArn"]),
    ("EnableSecurityHub", "409 when on", ["Enabling it twice", "EnableSecurityHub", "Says so in the words"]),
    ("DisableSecurityHub", "401 when off", ["While it is off: DELETE", "Disabling and enabling the hub"]),
    ("GetFindings", "filters, order, 1 to 100 a page", ["GetFindings: "]),
    ("BatchUpdateFindings", "1 to 100 identifiers, what was done and what was not", ["BatchUpdateFindings: ", "100 identifiers"]),
    ("UpdateFindings (old)", "by filters; gone with the provider's next", ["UpdateFindings", "UpdateFindings does not outlast"]),
    ("", "ten attributes of twenty values", ["11 attributes", "21 values", "10 attributes of 20 values"]),
    ("", "comparisons and pairs of them that findings are not asked for by",
     ["refuses (CONTAINS|NOT_CONTAINS|CONTAINS_WORD)", "EQUALS with", "CONTAINS with NOT_CONTAINS", "(Start|End) alone"]),
    ("", "a token goes with its query, account and Region", ["refuses a NextToken"]),
    ("", "AWS's products are on with a new hub; disabling the hub ends them, a partner's stay",
     ["AWS's own are on", "Disabling the hub ends AWS's integrations"]),
    ("", "errors: status, name in a header and in the body", ["name an error", "carry a request id", "While it is off"]),
    ("securityhub", "REST, signed", ["wrong_secret", "A_signature_of_botocore_is_recognized"]),
    ("inspector (Classic)", "JSON 1.1", ["Inspector Classic: "]),
    ("inspector2", "REST", ["Inspector: "]),
    ("inspector-scan", "not played", ["What_there_is_not_is_told"]),
    ("sts", "forms", ["The_SDK_assumes_a_role_and_signs_with_it"]),
    ("", "paths are encoded once on the wire and once more in what is signed", ["A_signature_of_botocore_is_recognized", "Off, off again"]),
    ("", "Classic lists up to 500, describes 1 to 10, filters of so many", ["Inspector Classic: refuses", "Classic_lists_ten_by_ten"]),
    ("", "Classic tells why not", ["DescribeFindings tells", "DescribeFindings fails"]),
    ("", "Inspector lists 1 to 100 asked for, 25 given; filters of 1 to 10, in the model's ranges",
     ["ListFindings refuses", "A_page_has_25_findings"]),
    ("", "details of 1 to 10 findings, states of 100 accounts, reports",
     ["BatchGetFindingDetails", "BatchGetAccountStatus", "CreateFindingsReport"]),
    ("", "closed findings are forgotten after 3 or 30 days, all after 24 hours off",
     ["A_closed_finding_is_forgotten", "Where_Inspector_is_off"]),
    ("", "the other Security Hub is OCSF, and no import", ["V2: ", "Import into the other hub"]),
]


def checks_of(statement):
    return {
        pattern: [name for name in NAMES if re.search(pattern, name)] or ([pattern] if pattern in ELSEWHERE else [])
        for pattern in statement[2]}


def rows(page):
    """The first cells of the tables of the page that say what the emulator has to keep to."""
    part = ""
    for line in page.splitlines():
        if match := re.match(r"#+ (\d+(?:\.\d+)?)", line):
            part = match[1]
        is_head = re.match(r"\| (Attribute|Field|Group|Op|Service|---)", line)
        if part in ("1.1", "1.3", "1.8", "3", "4") and line.startswith("| ") and not is_head:
            # What stands in brackets behind a name is where the page has it from.
            yield re.sub(r" \([^)]*(FPF|OBS)\)$", "", line.split("|")[1].strip())


def main(arguments):
    if arguments == ["--page"]:
        print("\n## What is known, and the checks that hold it\n")
        print("| what is known of the contract | checks |\n|---|---|")
        for row, words, patterns in STATEMENTS:
            found = checks_of((row, words, patterns))
            count = len({name for names in found.values() for name in names})
            print(f"| {': '.join(part for part in (row, words) if part)} | {count}, such as {next(iter(next(iter(found.values()))))} |")
        return 0
    problems = [f"no check: {row} {words}: {pattern}" for row, words, patterns in STATEMENTS
                for pattern, found in checks_of((row, words, patterns)).items() if not found]
    known = {row for row, *_ in STATEMENTS if row}
    for page in arguments:
        problems += [f"no statement: {row}" for row in rows(pathlib.Path(page).read_text()) if row not in known]
    print("\n".join(problems))
    print(f"{len(STATEMENTS)} statements, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
