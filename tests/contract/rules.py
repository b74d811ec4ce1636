"""The contract of Security Hub, Inspector and STS, rule by rule, in raw requests that no SDK has looked at.

    rules.py ENDPOINT            checks a service: one line for each rule that it does not keep, exit code 1 if there is one
    rules.py --page OURS MOTO    writes the page docs/emulator-contract.md: each rule, its source, and who keeps it
                                 (contract_map.py --page writes its last section)

The service takes any key; each rule has a Region of its own. Sources: M the API model, R the API reference, G the user guide,
O a reply of the service that somebody has quoted.
"""
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

ACCOUNT = "123456789012"
REGIONS = (
    "us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 "
    "ap-south-1 ap-south-2 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2 ap-southeast-3 "
    "ap-southeast-4 ca-central-1 ca-west-1 sa-east-1 me-south-1 me-central-1 il-central-1 af-south-1 mx-central-1").split()

rules = []


class Service:
    """One account in one Region of the service under test, which nobody has used before."""

    def __init__(self, endpoint, number, starts_off):
        self.endpoint = endpoint
        self.region = REGIONS[number % len(REGIONS)]
        self.account = str(int(ACCOUNT) + number // len(REGIONS))
        if starts_off:
            self.call("POST", "/accounts", {})

    def call(self, method, path, body=None, service="securityhub", region=None, headers=None, account=None):
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        scope = f"{account or self.account}/20250101/{region or self.region}/{service}/aws4_request"
        request = urllib.request.Request(self.endpoint + path, data, method=method, headers={
            "Content-Type": "application/json", "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
            "X-Amz-Date": "20250101T000000Z", **(headers or {})})
        try:
            with urllib.request.urlopen(request) as reply:
                return Reply(reply.status, reply.read(), reply.headers)
        except urllib.error.HTTPError as error:
            return Reply(error.code, error.read(), error.headers)

    def finding(self, id="f", **changes):
        made = {
            "SchemaVersion": "2018-10-08", "Id": id, "ProductArn": self.product(), "GeneratorId": "contract", "AwsAccountId": self.account,
            "Types": ["Software and Configuration Checks/Vulnerabilities/CVE"], "CreatedAt": "2025-01-01T00:00:00Z",
            "UpdatedAt": "2025-01-01T00:00:00Z", "Severity": {"Label": "HIGH"}, "Title": "A title", "Description": "What is wrong.",
            "Resources": [{"Type": "Other", "Id": "resource"}]} | changes
        return {name: value for name, value in made.items() if value is not ABSENT}

    def product(self, name="default", account=None, region=None):
        account = account or self.account
        return f"arn:aws:securityhub:{region or self.region}:{account}:product/{account}/{name}"

    def send(self, *findings):
        return self.call("POST", "/findings/import", {"Findings": list(findings)})

    def held(self, id="f"):
        found = self.call("POST", "/findings", {"Filters": {"Id": [{"Value": id, "Comparison": "EQUALS"}]}}).json["Findings"]
        return found[0] if found else None

    def found(self, **filters):
        return " ".join(held["Id"] for held in self.call("POST", "/findings", {"Filters": filters}).json["Findings"])

    def update(self, id="f", **changes):
        return self.call("PATCH", "/findings/batchupdate", {"FindingIdentifiers": [{"Id": id, "ProductArn": self.product()}]} | changes)


class Reply:
    def __init__(self, status, body, headers):
        self.status, self.body, self.headers = status, body, headers
        try:
            self.json = json.loads(body)
        except ValueError:
            self.json = {}

    @property
    def code(self):
        return (self.headers.get("x-amzn-ErrorType") or self.json.get("Code") or self.json.get("__type") or "").split(":")[0]


ABSENT = object()


def rule(topic, name, source):
    def keep(check):
        rules.append((topic, name, source, check))
        return check
    return keep


def expect(actual, expected):
    if actual != expected:
        raise AssertionError(f"{actual!r} instead of {expected!r}")


def nested(path, value):
    """{"A": [{"B": value}]} for "A[].B"."""
    for step in reversed(path.split(".")):
        value = {step[:-2]: [value]} if step.endswith("[]") else {step: value}
    return value


def resource(**changes):
    return [{"Type": "Other", "Id": "resource"} | changes]


def takes(topic, name, source, make):
    @rule(topic, name, source)
    def check(service):
        reply = service.send(service.finding(**(make(service) if callable(make) else make)))
        expect((reply.status, reply.json.get("SuccessCount"), reply.json.get("FailedFindings")), (200, 1, []))


def refuses(topic, name, source, make, words=""):
    @rule(topic, name, source)
    def check(service):
        reply = service.send(service.finding("bad", **(make(service) if callable(make) else make)), service.finding("good"))
        expect((reply.status, reply.json.get("SuccessCount"), reply.json.get("FailedCount")), (200, 1, 1))
        failed = reply.json["FailedFindings"][0]
        expect(failed["ErrorCode"], "InvalidInput")
        if words not in failed["ErrorMessage"]:
            raise AssertionError(f"{words!r} is not in {failed['ErrorMessage']!r}")
        expect(service.held("bad"), None)


def answers(topic, name, source, method, path, body, status, code="", service_name="securityhub"):
    @rule(topic, name, source)
    def check(service):
        reply = service.call(method, path(service) if callable(path) else path, body(service) if callable(body) else body, service_name)
        expect((reply.status, reply.code if code else ""), (status, code))


# --- Findings: what must be there

for member in ("SchemaVersion", "Id", "ProductArn", "GeneratorId", "AwsAccountId", "CreatedAt", "UpdatedAt", "Title", "Description", "Resources"):
    refuses("Required members", f"{member} is required", "M AwsSecurityFinding", {member: ABSENT}, f"data should have required property '{member}'")
refuses("Required members", "Severity is required, here or in FindingProviderFields", "O", {"Severity": ABSENT}, "should have required property 'FindingProviderFields'")
refuses("Required members", "Types is required, here or in FindingProviderFields", "O", {"Types": ABSENT}, "should have required property 'FindingProviderFields'")
takes("Required members", "Severity and Types may stand in FindingProviderFields", "G", {
    "Severity": ABSENT, "Types": ABSENT, "FindingProviderFields": {"Severity": {"Label": "LOW"}, "Types": ["Effects/Data Exposure"]}})
refuses("Required members", "FindingProviderFields with Types alone needs a Severity at the top", "G", {
    "Severity": ABSENT, "FindingProviderFields": {"Types": ["Effects/Data Exposure"]}})
refuses("Required members", "A severity has a Label or Normalized", "M Severity", {"Severity": {"Original": "high"}})
refuses("Required members", "SchemaVersion is 2018-10-08", "M", {"SchemaVersion": "2019-01-01"})
for member, changes in {
    "a resource's Type": {"Resources": [{"Id": "resource"}]},
    "a resource's Id": {"Resources": [{"Type": "Other"}]},
    "Note.Text": {"Note": {"UpdatedBy": "me", "UpdatedAt": "2025-01-01T00:00:00Z"}},
    "Note.UpdatedBy": {"Note": {"Text": "x", "UpdatedAt": "2025-01-01T00:00:00Z"}},
    "Note.UpdatedAt": {"Note": {"Text": "x", "UpdatedBy": "me"}},
    "RelatedFindings[].Id": {"RelatedFindings": [{"ProductArn": "arn:aws:securityhub:us-east-1::product/aws/guardduty"}]},
    "RelatedFindings[].ProductArn": {"RelatedFindings": [{"Id": "x"}]},
    "Malware[].Name": {"Malware": [{"Path": "/x"}]},
    "Vulnerabilities[].Id": {"Vulnerabilities": [{"EpssScore": 0.1}]},
    "Vulnerabilities[].Vendor.Name": {"Vulnerabilities": [{"Id": "CVE-1", "Vendor": {"Url": "https://x"}}]},
    "PatchSummary.Id": {"PatchSummary": {"FailedCount": 1}},
}.items():
    refuses("Required members", f"{member} is required", "M", changes, "should have required property")
refuses("Required members", "A recommendation has a Text or a Url", "G", {"Remediation": {"Recommendation": {}}})

# --- Lengths, each at its limit and one over

for path, most, source in (
    ("Id", 512, "M"), ("GeneratorId", 512, "M"), ("Title", 256, "M"), ("Description", 1024, "M"), ("ProductName", 128, "M"),
    ("CompanyName", 128, "M"),
    ("Severity.Original", 64, "M"), ("Remediation.Recommendation.Text", 512, "M"), ("Malware[].Name", 64, "M"), ("Process.Name", 64, "M"),
    ("Process.Path", 512, "M"), ("Threats[].Name", 128, "M"), ("Threats[].Severity", 128, "M"), ("ThreatIntelIndicators[].Value", 512, "M"),
    ("ThreatIntelIndicators[].Source", 64, "M"), ("Network.Protocol", 16, "M"), ("Network.SourceDomain", 128, "M"),
    ("Network.DestinationDomain", 128, "M"),
    ("NetworkPath[].ComponentId", 32, "M"), ("NetworkPath[].ComponentType", 32, "M"), ("PatchSummary.Operation", 256, "M"),
    ("PatchSummary.RebootOption", 256, "M"),
    ("AwsAccountName", 50, "M"), ("Region", 16, "M"),
):
    def with_length(length, path=path):
        text = ("x" if path != "Types[]" else "a/") * length
        changes = nested(path, text)
        if path.startswith("Severity"):
            changes["Severity"]["Label"] = "HIGH"
        if path.startswith("PatchSummary"):
            changes["PatchSummary"]["Id"] = "x" * 30
        return changes
    takes("Lengths", f"{path} of {most} characters", source, with_length(most))
    refuses("Lengths", f"{path} of {most + 1} characters", source, with_length(most + 1), f"should NOT be longer than {most} characters")
for path in ("Title", "Description", "Id", "GeneratorId"):
    refuses("Lengths", f"{path} that is empty", "O", {path: ""}, "should NOT be shorter than 1 characters")
for part, most in (("Text", 512), ("UpdatedBy", 512)):
    note = {"Text": "x", "UpdatedBy": "me", "UpdatedAt": "2025-01-01T00:00:00Z"}
    takes("Lengths", f"Note.{part} of {most} characters", "M", {"Note": note | {part: "x" * most}})
    refuses("Lengths", f"Note.{part} of {most + 1} characters", "M", {"Note": note | {part: "x" * (most + 1)}})
for member, most in (("Type", 256), ("Id", 512), ("Region", 16)):
    takes("Lengths", f"Resources[].{member} of {most} characters", "G", {"Resources": resource(**{member: "x" * most})})
    refuses("Lengths", f"Resources[].{member} of {most + 1} characters", "G", {"Resources": resource(**{member: "x" * (most + 1)})})
refuses("Lengths", "Resources[].Type that is empty", "O", {"Resources": resource(Type="")}, "data.Resources[0].Type should NOT be shorter than 1 characters")
for path, most in (("Id", 128), ("Vendor.Name", 32), ("Vendor.VendorSeverity", 32)):
    def vulnerability(length, path=path):
        made = {"Id": "CVE-1"} | nested(path, "x" * length)
        if "Vendor" in made:
            made["Vendor"].setdefault("Name", "NVD")
        return {"Vulnerabilities": [made]}
    takes("Lengths", f"Vulnerabilities[].{path} of {most} characters", "G", vulnerability(most))
    refuses("Lengths", f"Vulnerabilities[].{path} of {most + 1} characters", "G", vulnerability(most + 1))
refuses("Lengths", "Any field of 32,768 characters", "O", {"SourceUrl": "https://example.com/" + "x" * 32748}, "The maximum size of an individual field should be less than 32768")
for name, most in (("Type", 16), ("ImageId", 64), ("KeyName", 128), ("VpcId", 32), ("SubnetId", 32)):
    refuses("Lengths", f"AwsEc2Instance.{name} of {most + 1} characters", "G", {"Resources": resource(Type="AwsEc2Instance", Details={"AwsEc2Instance": {name: "x" * (most + 1)}})})
refuses("Lengths", "AwsEcrContainerImage.RepositoryName of one character", "G", {"Resources": resource(Details={"AwsEcrContainerImage": {"RepositoryName": "x"}})})

# --- How many

for path, least, most, item in (
    ("Types", 0, 50, "Effects/x"), ("Resources", 1, 32, {"Type": "Other", "Id": "r"}),
    ("RelatedFindings", 1, 10, {"ProductArn": "arn:aws:securityhub:us-east-1::product/aws/guardduty", "Id": "x"}),
    ("Malware", 0, 5, {"Name": "x"}), ("Threats", 1, 32, {"Name": "x"}), ("ThreatIntelIndicators", 1, 5, {"Value": "x"}),
):
    takes("How many", f"{path}: {most}", "M", {path: [item] * most})
    refuses("How many", f"{path}: {most + 1}", "M", {path: [item] * (most + 1)}, f"should NOT have more than {most} items")
    if least:
        refuses("How many", f"{path}: none", "M", {path: []}, "should NOT have fewer than 1 items")
refuses("How many", "Compliance.RelatedRequirements: 33", "M", {"Compliance": {"RelatedRequirements": ["x"] * 33}})
refuses("How many", "Compliance.AssociatedStandards: 21", "O", {"Compliance": {"AssociatedStandards": [{"StandardsId": "x"}] * 21}})
refuses("How many", "GeneratorDetails.Labels: 11", "M", {"GeneratorDetails": {"Labels": ["x"] * 11}})
refuses("How many", "AwsEc2Instance.IpV4Addresses: 11", "G", {"Resources": resource(Details={"AwsEc2Instance": {"IpV4Addresses": ["10.0.0.1"] * 11}})})
for name, key, value, in_finding in (
    ("ProductFields", 128, 2048, lambda pairs: {"ProductFields": pairs}),
    ("UserDefinedFields", 128, 1024, lambda pairs: {"UserDefinedFields": pairs}),
    ("Resources[].Details.Other", 128, 1024, lambda pairs: {"Resources": resource(Details={"Other": pairs})}),
):
    takes("How many", f"{name}: 50 pairs", "M", in_finding({f"k{number}": "v" for number in range(50)}))
    refuses("How many", f"{name}: 51 pairs", "M", in_finding({f"k{number}": "v" for number in range(51)}))
    refuses("How many", f"{name}: a key of {key + 1} characters", "G", in_finding({"k" * (key + 1): "v"}))
    takes("How many", f"{name}: a value of {value} characters", "G", in_finding({"k": "v" * value}))
    refuses("How many", f"{name}: a value of {value + 1} characters", "G", in_finding({"k": "v" * (value + 1)}))
    refuses("How many", f"{name}: an empty value", "M FieldMap", in_finding({"k": ""}))
refuses("How many", "ProductFields: a key with characters that are not for it", "G", {"ProductFields": {"a?b": "v"}})
refuses("How many", "Resources[].Tags: none", "O", {"Resources": resource(Tags={})}, "data.Resources[0].Tags should NOT have fewer than 1 properties")
takes("How many", "Resources[].Tags: 50", "G", {"Resources": resource(Tags={f"k{number}": "v" for number in range(50)})})
refuses("How many", "Resources[].Tags: 51", "G", {"Resources": resource(Tags={f"k{number}": "v" for number in range(51)})})
refuses("How many", "Resources[].Tags: a value of 257 characters", "G", {"Resources": resource(Tags={"k": "v" * 257})})

# --- Values

for path, values in {
    "Severity.Label": "INFORMATIONAL LOW MEDIUM HIGH CRITICAL",
    "FindingProviderFields.Severity.Label": "INFORMATIONAL LOW MEDIUM HIGH CRITICAL",
    "Workflow.Status": "NEW NOTIFIED RESOLVED SUPPRESSED", "RecordState": "ACTIVE ARCHIVED",
    "VerificationState": "UNKNOWN TRUE_POSITIVE FALSE_POSITIVE BENIGN_POSITIVE",
    "WorkflowState": "NEW ASSIGNED IN_PROGRESS DEFERRED RESOLVED",
    "Compliance.Status": "PASSED WARNING FAILED NOT_AVAILABLE", "Malware[].State": "OBSERVED REMOVAL_FAILED REMOVED",
    "Malware[].Type": "ADWARE WORM TROJAN",
    "Network.Direction": "IN OUT", "ThreatIntelIndicators[].Type": "DOMAIN IPV4_ADDRESS URL",
    "ThreatIntelIndicators[].Category": "BACKDOOR KEYLOGGER",
}.items():
    def with_value(value, path=path):
        changes = nested(path, value)
        if path.startswith("Malware"):
            changes["Malware"][0]["Name"] = "x"
        return changes
    for value in values.split():
        takes("Values", f"{path}: {value}", "M", with_value(value))
    refuses("Values", f"{path}: any other word", "M", with_value("OTHER"), "should be equal to one of the allowed values")
    refuses("Values", f"{path}: another case", "M", with_value(values.split()[0].lower()))
for partition in ("aws", "aws-cn", "aws-us-gov", "aws-us-iso", "aws-us-iso-b", "AzureCloud"):
    takes("Values", f"Resources[].Partition: {partition}", "M Partition", {"Resources": resource(Partition=partition)})
refuses("Values", "Resources[].Partition: any other", "M Partition", {"Resources": resource(Partition="aws-moon")})
for value in ("YES", "NO", "PARTIAL"):
    takes("Values", f"Vulnerabilities[].FixAvailable: {value}", "M", {"Vulnerabilities": [{"Id": "CVE-1", "FixAvailable": value}]})
refuses("Values", "Vulnerabilities[].FixAvailable: any other word", "M", {"Vulnerabilities": [{"Id": "CVE-1", "FixAvailable": "MAYBE"}]})
refuses("Values", "Vulnerabilities[].ExploitAvailable: any other word", "M", {"Vulnerabilities": [{"Id": "CVE-1", "ExploitAvailable": "PARTIAL"}]})
for path in ("Confidence", "Criticality", "FindingProviderFields.Confidence"):
    for value in (0, 100):
        takes("Values", f"{path}: {value}", "M", nested(path, value))
    for value in (-1, 101, 1.5, "50"):
        refuses("Values", f"{path}: {json.dumps(value)}", "M", nested(path, value))
for value in (-1, 101):
    refuses("Values", f"Severity.Normalized: {value}", "M", {"Severity": {"Normalized": value}})
refuses("Values", "Process.ParentPid: -1", "M", {"Process": {"ParentPid": -1}})
refuses("Values", "PatchSummary counts: 100001", "G", {"PatchSummary": {"Id": "x" * 30, "MissingCount": 100001}})
refuses("Values", "Network.SourcePort: 65536", "G", {"Network": {"SourcePort": 65536}})
for value in ("TTPs", "TTPs/Discovery", "TTPs/Discovery/Recon:EC2"):
    takes("Values", f"Types: {value}", "O", {"Types": [value]})
for value in ("a/b/c/d", "", "/", "a//b", "a/b/"):
    refuses("Values", f"Types: {value!r}", "O", {"Types": [value]})
for member, value in (("Title", 7), ("Title", ["x"]), ("Types", "x"), ("Resources", {}), ("Severity", "HIGH"), ("ProductFields", ["x"]), ("Sample", "yes"), ("Compliance", "PASSED")):
    refuses("Values", f"{member} of another type: {json.dumps(value)}", "O", {member: value}, "should be")

# --- Timestamps

for text in (
    "2025-01-01T00:00:00Z", "2025-01-01T00:00:00.1Z", "2025-01-01T00:00:00.123456789Z", "2025-01-01T00:00:00+02:00",
    "2025-01-01T00:00:00-0800",
    "2025-01-01T00:00:00+18", "2025-01-01T00:00:00.123456789+18:00", "2025-01-01t00:00:00z", "2016-12-31T23:59:60Z",
):
    takes("Timestamps", text, "R", {"UpdatedAt": text})
for text in (
    "2025-01-01", "2025-01-01 00:00:00Z", "2025-01-01T00:00:00", "2025-01-01T00:00:00.1234567890Z", "2025-01-01T00:00:00+19:00",
    "2025-01-01T24:60:00Z",
    "01.01.2025", "yesterday", "", "1735689600", "2025-13-01T00:00Z",
):
    refuses("Timestamps", text or "an empty text", "R", {"UpdatedAt": text})
refuses("Timestamps", "a number", "R", {"UpdatedAt": 1735689600})
for path in ("CreatedAt", "FirstObservedAt", "LastObservedAt", "Process.LaunchedAt", "ThreatIntelIndicators[].LastObservedAt"):
    refuses("Timestamps", f"{path} is one", "M", nested(path, "yesterday"))


@rule("Timestamps", "Finer than a millisecond is cut", "R")
def _(service):
    service.send(service.finding(UpdatedAt="2025-01-01T00:00:00.123456789Z"))
    expect(service.held()["UpdatedAt"], "2025-01-01T00:00:00.123Z")


# --- Who fills in what

for normalized, label in ((0, "INFORMATIONAL"), (1, "LOW"), (39, "LOW"), (40, "MEDIUM"), (69, "MEDIUM"), (70, "HIGH"), (89, "HIGH"), (90, "CRITICAL"), (100, "CRITICAL")):
    @rule("Severity", f"Normalized {normalized} is {label}", "M Severity")
    def _(service, normalized=normalized, label=label):
        service.send(service.finding(Severity={"Normalized": normalized}))
        expect(service.held()["Severity"]["Label"], label)
for label, normalized in (("INFORMATIONAL", 0), ("LOW", 1), ("MEDIUM", 40), ("HIGH", 70), ("CRITICAL", 90)):
    @rule("Severity", f"{label} is Normalized {normalized}", "M Severity")
    def _(service, normalized=normalized, label=label):
        service.send(service.finding(Severity={"Label": label}))
        expect(service.held()["Severity"]["Normalized"], normalized)


@rule("Provider fields", "What stands at the top is copied into FindingProviderFields", "G")
def _(service):
    service.send(service.finding(Confidence=7))
    held = service.held()
    expect((held["FindingProviderFields"]["Severity"]["Label"], held["FindingProviderFields"]["Confidence"], held["FindingProviderFields"]["Types"]), ("HIGH", 7, held["Types"]))


@rule("Provider fields", "What stands in FindingProviderFields is copied to the top", "G")
def _(service):
    service.send(service.finding(Severity=ABSENT, FindingProviderFields={"Severity": {"Label": "LOW"}, "Criticality": 9}))
    held = service.held()
    expect((held["Severity"]["Label"], held["Criticality"]), ("LOW", 9))


@rule("Provider fields", "Of both, a new finding takes FindingProviderFields", "G")
def _(service):
    service.send(service.finding(Severity={"Label": "HIGH"}, FindingProviderFields={"Severity": {"Label": "LOW"}}))
    expect(service.held()["Severity"]["Label"], "LOW")


@rule("Provider fields", "What a customer has set stays at the top", "G")
def _(service):
    service.send(service.finding())
    service.update(Severity={"Label": "CRITICAL"}, Confidence=99)
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", Severity={"Label": "LOW"}, Confidence=1))
    held = service.held()
    expect((held["Severity"]["Label"], held["Confidence"], held["FindingProviderFields"]["Severity"]["Label"], held["FindingProviderFields"]["Confidence"]), ("CRITICAL", 99, "LOW", 1))


@rule("Filled in", "Workflow, RecordState, Region, ProcessedAt and product fields", "G")
def _(service):
    service.send(service.finding())
    held = service.held()
    expect((held["Workflow"], held["RecordState"], held["Region"], "ProcessedAt" in held), ({"Status": "NEW"}, "ACTIVE", service.region, True))
    expect(held["ProductFields"]["aws/securityhub/FindingId"], f"{service.product()}/f")
    expect((held["ProductFields"]["aws/securityhub/ProductName"], held["ProductFields"]["aws/securityhub/CompanyName"]), ("Default", "Personal"))
    expect((held["ProductName"], held["CompanyName"]), ("Default", "Personal"))


@rule("Filled in", "A custom product names itself and its company", "G")
def _(service):
    service.send(service.finding(ProductName="Scanner", CompanyName="Acme"))
    held = service.held()
    expect((held["ProductName"], held["CompanyName"], held["ProductFields"]["aws/securityhub/ProductName"]), ("Scanner", "Acme", "Scanner"))


@rule("Filled in", "Region is the service's", "M")
def _(service):
    service.send(service.finding(Region="eu-nowhere-1"))
    expect(service.held()["Region"], service.region)


# --- Updates

@rule("Updates", "The same finding again updates it; CreatedAt stays", "G")
def _(service):
    service.send(service.finding())
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", CreatedAt="2025-01-02T00:00:00Z", Title="New", Description="Other."))
    held = service.held()
    expect((held["Title"], held["CreatedAt"], held["UpdatedAt"]), ("New", "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"))
    expect(len(service.call("POST", "/findings", {}).json["Findings"]), 1)


for text, name in (("2024-12-31T00:00:00Z", "older"), ("2025-01-01T00:00:00Z", "the same"), ("2025-01-01T01:00:00+01:00", "the same in another zone")):
    @rule("Updates", f"An UpdatedAt that is {name} changes nothing and is no failure", "G")
    def _(service, text=text):
        service.send(service.finding())
        expect(service.send(service.finding(UpdatedAt=text, Title="Late")).json["FailedCount"], 0)
        expect(service.held()["Title"], "A title")


@rule("Updates", "An update replaces the finding as a whole", "G")
def _(service):
    service.send(service.finding(SourceUrl="https://example.com"))
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z"))
    expect(service.held().get("SourceUrl"), None)


@rule("Updates", "The customer's Note, UserDefinedFields, VerificationState and Workflow stay", "G")
def _(service):
    service.send(service.finding())
    service.update(Note={"Text": "Known.", "UpdatedBy": "me"}, UserDefinedFields={"a": "b"}, VerificationState="TRUE_POSITIVE", Workflow={"Status": "NOTIFIED"})
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", VerificationState="UNKNOWN", Workflow={"Status": "NEW"}, UserDefinedFields={"c": "d"}))
    held = service.held()
    expect((held["Note"]["Text"], held["UserDefinedFields"], held["VerificationState"], held["Workflow"]["Status"]), ("Known.", {"a": "b"}, "TRUE_POSITIVE", "NOTIFIED"))


for before, after in (("NOTIFIED", "NEW"), ("RESOLVED", "NEW"), ("SUPPRESSED", "SUPPRESSED")):
    @rule("Updates", f"From the archive a finding that was {before} comes back {after}", "M WorkflowUpdate")
    def _(service, before=before, after=after):
        service.send(service.finding(RecordState="ARCHIVED"))
        service.update(Workflow={"Status": before})
        service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", RecordState="ACTIVE"))
        expect(service.held()["Workflow"]["Status"], after)
    for status in ("FAILED", "WARNING", "NOT_AVAILABLE"):
        @rule("Updates", f"From PASSED to {status}, {before} becomes {after}", "M WorkflowUpdate")
        def _(service, before=before, after=after, status=status):
            service.send(service.finding(Compliance={"Status": "PASSED"}))
            service.update(Workflow={"Status": before})
            service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", Compliance={"Status": status}))
            expect(service.held()["Workflow"]["Status"], after)


@rule("Updates", "Two products may use one Id", "M AwsSecurityFindingIdentifier")
def _(service):
    service.send(service.finding(), service.finding(ProductArn=service.product("other")))
    expect(len(service.call("POST", "/findings", {}).json["Findings"]), 2)


# --- Imports as a whole

answers("Imports", "100 findings in a call", "M", "POST", "/findings/import", lambda service: {"Findings": [service.finding(str(number)) for number in range(100)]}, 200)
answers("Imports", "101 findings in a call", "M", "POST", "/findings/import", lambda service: {"Findings": [service.finding(str(number)) for number in range(101)]}, 400, "InvalidInputException")
answers("Imports", "No findings in a call", "M", "POST", "/findings/import", {"Findings": []}, 400, "InvalidInputException")
answers("Imports", "Findings is required", "M", "POST", "/findings/import", {}, 400, "InvalidInputException")
answers("Imports", "Findings is a list", "M", "POST", "/findings/import", {"Findings": {}}, 400)
answers("Imports", "A body that is no JSON", "M", "POST", "/findings/import", b"{", 400)
answers("Imports", "A body that is no object", "M", "POST", "/findings/import", [], 400)


@rule("Imports", "A finding of more than 240 KB is not taken", "M BatchImportFindings")
def _(service):
    reply = service.send(service.finding("bad", Resources=[{"Type": "Other", "Id": f"r{number}", "Details": {"Other": {f"k{key}": "x" * 1000 for key in range(49)}}} for number in range(6)]), service.finding("good"))
    expect((reply.status, reply.json["SuccessCount"], [failed["Id"] for failed in reply.json["FailedFindings"]]), (200, 1, ["bad"]))


@rule("Imports", "A call of more than 6 MB is not taken", "G")
def _(service):
    findings = [service.finding(str(number), Resources=[{"Type": "Other", "Id": "r", "Details": {"Other": {f"k{key}": "x" * 1000 for key in range(50)}}}, {"Type": "Other", "Id": "s", "Details": {"Other": {f"k{key}": "x" * 1000 for key in range(20)}}}]) for number in range(95)]
    expect(service.send(*findings).status in (400, 413), True)


@rule("Imports", "One bad finding does not hold up the others", "G")
def _(service):
    reply = service.send(service.finding("a"), service.finding("b", Title=""), service.finding("c"))
    expect((reply.json["SuccessCount"], reply.json["FailedCount"], [failed["Id"] for failed in reply.json["FailedFindings"]]), (2, 1, ["b"]))
    expect(reply.json["FailedFindings"][0]["ErrorMessage"].startswith("Finding does not adhere to Amazon Finding Format."), True)


for name, make in {
    "of AWS's own": lambda service: f"arn:aws:securityhub:{service.region}::product/aws/inspector",
    "of a partner that is not enabled": lambda service: f"arn:aws:securityhub:{service.region}::product/prowler/prowler",
    "of another account": lambda service: service.product(account="999999999999"),
    "of another Region": lambda service: service.product(region="us-gov-west-1"),
    "of another partition": lambda service: service.product().replace("arn:aws:", "arn:aws-cn:"),
}.items():
    @rule("Imports", f"A product {name} is refused for the whole call", "O")
    def _(service, make=make):
        reply = service.send(service.finding("good"), service.finding("bad", ProductArn=make(service)))
        expect((reply.status, reply.code), (403, "AccessDeniedException"))
        expect(reply.json["Message"].endswith(f"is not authorized to perform: securityhub:BatchImportFindings on resource: {make(service)}"), True)
        expect(service.held("good"), None)


for text in ("prowler", "arn:aws:securityhub", "arn:aws:s3:::bucket"):
    @rule("Imports", f"ProductArn {text!r} is refused for the whole call", "O")
    def _(service, text=text):
        reply = service.send(service.finding(ProductArn=text))
        expect((reply.status, reply.code), (400, "InvalidInputException"))


@rule("Imports", "Findings about another account are refused for the whole call", "O")
def _(service):
    reply = service.send(service.finding(AwsAccountId="999999999999"))
    expect((reply.status, reply.code), (403, "AccessDeniedException"))


@rule("Imports", "While the hub is off each finding is InvalidAccess", "G")
def _(service):
    service.call("DELETE", "/accounts")
    reply = service.send(service.finding("a"), service.finding("b"))
    expect((reply.status, reply.json["SuccessCount"], [failed["ErrorCode"] for failed in reply.json["FailedFindings"]]), (200, 0, ["InvalidAccess"] * 2))


# --- Hub and integrations

@rule("Hub", "DescribeHub names it", "M")
def _(service):
    hub = service.call("GET", "/accounts").json
    expect(hub["HubArn"], f"arn:aws:securityhub:{service.region}:{service.account}:hub/default")
    expect(set(hub) >= {"HubArn", "SubscribedAt", "AutoEnableControls", "ControlFindingGenerator"}, True)


answers("Hub", "Another HubArn", "M", "GET", lambda service: "/accounts?HubArn=" + urllib.parse.quote(f"arn:aws:securityhub:{service.region}:{service.account}:hub/other", safe=""), None, 404, "ResourceNotFoundException")
answers("Hub", "Enabling it twice", "O", "POST", "/accounts", {}, 409, "ResourceConflictException")
answers("Hub", "ControlFindingGenerator of another value", "M", "POST", "/accounts", {"ControlFindingGenerator": "X"}, 400, "InvalidInputException")
for method, path, body in (
    ("GET", "/accounts", None), ("DELETE", "/accounts", None), ("POST", "/findings", {}), ("GET", "/productSubscriptions", None),
    ("GET", "/products", None),
    ("POST", "/productSubscriptions", {"ProductArn": "arn:aws:securityhub:us-east-1::product/aws/inspector"}), ("GET", "/members", None),
    ("POST", "/standards/get", {}),
):
    @rule("Hub", f"While it is off: {method} {path}", "O")
    def _(service, method=method, path=path, body=body):
        service.call("DELETE", "/accounts")
        reply = service.call(method, path, body)
        expect((reply.status, reply.code, "not subscribed to AWS Security Hub" in reply.json["Message"]), (401, "InvalidAccessException", True))


@rule("Integrations", "AWS's own are on with a new hub", "G")
def _(service):
    on = service.call("GET", "/productSubscriptions").json["ProductSubscriptions"]
    for product in ("guardduty", "inspector", "macie", "health", "config"):
        expect(f"arn:aws:securityhub:{service.region}:{service.account}:product-subscription/aws/{product}" in on, True)


@rule("Integrations", "Off, off again, on, on again", "M")
def _(service):
    arn = f"arn:aws:securityhub:{service.region}:{service.account}:product-subscription/aws/inspector"
    path = "/productSubscriptions/" + urllib.parse.quote(arn, safe="/")
    product = {"ProductArn": f"arn:aws:securityhub:{service.region}::product/aws/inspector"}
    expect(service.call("DELETE", path).status, 200)
    again = service.call("DELETE", path)
    expect((again.status, again.code), (404, "ResourceNotFoundException"))
    expect(service.call("POST", "/productSubscriptions", product).json, {"ProductSubscriptionArn": arn})
    again = service.call("POST", "/productSubscriptions", product)
    expect((again.status, again.code), (409, "ResourceConflictException"))


@rule("Integrations", "Disabling by the product's ARN", "O")
def _(service):
    reply = service.call("DELETE", "/productSubscriptions/" + urllib.parse.quote(f"arn:aws:securityhub:{service.region}::product/aws/inspector", safe="/"))
    expect((reply.status, reply.code), (403, "AccessDeniedException"))


@rule("Integrations", "A partner's findings come in once its product is enabled", "M BatchImportFindings")
def _(service):
    arn = f"arn:aws:securityhub:{service.region}::product/prowler/prowler"
    service.call("POST", "/productSubscriptions", {"ProductArn": arn})
    expect(service.send(service.finding(ProductArn=arn)).json["SuccessCount"], 1)
    expect((service.held()["ProductName"], service.held()["CompanyName"]), ("Prowler", "Prowler"))


answers("Integrations", "A product that there is not", "O", "POST", "/productSubscriptions", lambda service: {"ProductArn": f"arn:aws:securityhub:{service.region}::product/no/body"}, 404, "ResourceNotFoundException")
answers("Integrations", "ProductArn is required", "M", "POST", "/productSubscriptions", {}, 400, "InvalidInputException")
answers("Integrations", "A ProductArn that is none", "M", "POST", "/productSubscriptions", {"ProductArn": "x"}, 400, "InvalidInputException")
for path in ("/productSubscriptions", "/products"):
    for size in ("0", "101", "x"):
        answers("Integrations", f"{path}?MaxResults={size}", "M MaxResults", "GET", f"{path}?MaxResults={size}", None, 400, "InvalidInputException")

# --- GetFindings

TEXT = [{"Value": "x", "Comparison": "EQUALS"}]
for name, body in {
    "MaxResults 0": {"MaxResults": 0}, "MaxResults 101": {"MaxResults": 101}, "MaxResults that is a text": {"MaxResults": "10"},
    "an unknown attribute": {"Filters": {"Colour": TEXT}}, "21 values of an attribute": {"Filters": {"Id": TEXT * 21}},
    "11 attributes": {"Filters": {name: TEXT for name in ("Id", "Title", "ProductArn", "AwsAccountId", "GeneratorId", "Region", "Type", "Description", "SourceUrl", "ProductName", "CompanyName")}},
    "an unknown comparison": {"Filters": {"Id": [{"Value": "x", "Comparison": "LIKE"}]}},
    "an empty Value": {"Filters": {"Id": [{"Value": "", "Comparison": "EQUALS"}]}},
    "a Value that is a number": {"Filters": {"Id": [{"Value": 7, "Comparison": "EQUALS"}]}},
    "a filter that is no object": {"Filters": {"Id": ["x"]}},
    "filters that are no list": {"Filters": {"Id": {"Value": "x"}}}, "Filters that are a list": {"Filters": []},
    "Filters that are a text": {"Filters": "x"},
    "CONTAINS": {"Filters": {"Title": [{"Value": "x", "Comparison": "CONTAINS"}]}},
    "NOT_CONTAINS": {"Filters": {"Title": [{"Value": "x", "Comparison": "NOT_CONTAINS"}]}},
    "CONTAINS_WORD": {"Filters": {"Title": [{"Value": "x", "Comparison": "CONTAINS_WORD"}]}},
    "EQUALS with NOT_EQUALS": {"Filters": {"Title": TEXT + [{"Value": "y", "Comparison": "NOT_EQUALS"}]}},
    "EQUALS with PREFIX_NOT_EQUALS": {"Filters": {"Title": TEXT + [{"Value": "y", "Comparison": "PREFIX_NOT_EQUALS"}]}},
    "a map's EQUALS with NOT_EQUALS": {"Filters": {"ResourceTags": [{"Key": "k", "Value": "x", "Comparison": "EQUALS"}, {"Key": "k", "Value": "y", "Comparison": "NOT_EQUALS"}]}},
    "a map's unknown comparison": {"Filters": {"ResourceTags": [{"Key": "k", "Value": "x", "Comparison": "PREFIX"}]}},
    "Start alone": {"Filters": {"UpdatedAt": [{"Start": "2025-01-01T00:00:00Z"}]}},
    "End alone": {"Filters": {"UpdatedAt": [{"End": "2025-01-01T00:00:00Z"}]}},
    "a Start that is no timestamp": {"Filters": {"UpdatedAt": [{"Start": "yesterday", "End": "2025-01-01T00:00:00Z"}]}},
    "a DateRange in hours": {"Filters": {"UpdatedAt": [{"DateRange": {"Value": 5, "Unit": "HOURS"}}]}},
    "an empty number filter": {"Filters": {"Confidence": [{}]}},
    "a number filter with a text": {"Filters": {"Confidence": [{"Gte": "7"}]}},
    "a Cidr of 33 bits": {"Filters": {"NetworkSourceIpV4": [{"Cidr": "10.0.0.0/33"}]}},
    "a Boolean that is a text": {"Filters": {"Sample": [{"Value": "yes"}]}},
    "a SortOrder of another value": {"SortCriteria": [{"Field": "Title", "SortOrder": "up"}]},
    "a Field that is empty": {"SortCriteria": [{"Field": "", "SortOrder": "asc"}]},
    "SortCriteria that are no list": {"SortCriteria": {"Field": "Title"}},
    "a NextToken that is none": {"NextToken": "nonsense"},
}.items():
    answers("GetFindings", f"refuses {name}", "M", "POST", "/findings", body, 400, "InvalidInputException")


def fill(service):
    service.send(*(service.finding(
        f"f{number}", Title=f"Title {number}", Confidence=number * 10, UpdatedAt=f"2025-01-0{number}T00:00:00Z", Severity={"Label": label}, ProductFields={"team": "blue" if number % 2 else "red"},
        Resources=resource(Id=f"i-{number}", Tags={"env": "prod" if number < 3 else "dev"})) for number, label in enumerate(("LOW", "MEDIUM", "HIGH", "CRITICAL"), 1)))


for name, filters, found in (
    ("any of an attribute's EQUALS", {"Id": [{"Value": "f1", "Comparison": "EQUALS"}, {"Value": "f3", "Comparison": "EQUALS"}]}, "f1 f3"),
    ("values are case-sensitive", {"Title": [{"Value": "title 1", "Comparison": "EQUALS"}]}, ""),
    ("PREFIX", {"Title": [{"Value": "Title", "Comparison": "PREFIX"}]}, "f1 f2 f3 f4"),
    ("all of an attribute's NOT_EQUALS", {"Title": [{"Value": "Title 1", "Comparison": "NOT_EQUALS"}, {"Value": "Title 2", "Comparison": "NOT_EQUALS"}]}, "f3 f4"),
    ("PREFIX with NOT_EQUALS", {"Title": [{"Value": "Title", "Comparison": "PREFIX"}, {"Value": "Title 2", "Comparison": "NOT_EQUALS"}]}, "f1 f3 f4"),
    ("PREFIX_NOT_EQUALS", {"Title": [{"Value": "Title 1", "Comparison": "PREFIX_NOT_EQUALS"}]}, "f2 f3 f4"),
    ("all attributes together", {"Title": [{"Value": "Title", "Comparison": "PREFIX"}], "SeverityLabel": [{"Value": "HIGH", "Comparison": "EQUALS"}]}, "f3"),
    ("Gte and Lte", {"Confidence": [{"Gte": 20, "Lte": 30}]}, "f2 f3"), ("Gt and Lt", {"Confidence": [{"Gt": 20, "Lt": 40}]}, "f3"),
    ("Eq", {"Confidence": [{"Eq": 40}]}, "f4"),
    ("SeverityNormalized", {"SeverityNormalized": [{"Gte": 70}]}, "f3 f4"),
    ("Start and End", {"UpdatedAt": [{"Start": "2025-01-02T00:00:00Z", "End": "2025-01-03T00:00:00Z"}]}, "f2 f3"),
    ("Start in another zone", {"UpdatedAt": [{"Start": "2025-01-02T02:00:00+02:00", "End": "2025-01-02T12:00:00Z"}]}, "f2"),
    ("OLDER_THAN", {"UpdatedAt": [{"DateRange": {"Value": 1, "Unit": "DAYS", "Comparison": "OLDER_THAN"}}]}, "f1 f2 f3 f4"),
    ("WITHIN", {"UpdatedAt": [{"DateRange": {"Value": 1, "Unit": "DAYS"}}]}, ""),
    ("a map's EQUALS", {"ProductFields": [{"Key": "team", "Value": "blue", "Comparison": "EQUALS"}]}, "f1 f3"),
    ("a map's NOT_EQUALS", {"ProductFields": [{"Key": "team", "Value": "blue", "Comparison": "NOT_EQUALS"}]}, "f2 f4"),
    ("tags of resources", {"ResourceTags": [{"Key": "env", "Value": "prod", "Comparison": "EQUALS"}]}, "f1 f2"),
    ("ids of resources", {"ResourceId": [{"Value": "i-4", "Comparison": "EQUALS"}]}, "f4"),
    ("Keyword", {"Keyword": [{"Value": "i-2"}]}, "f2"), ("an attribute without values", {"Id": []}, "f1 f2 f3 f4"),
):
    @rule("GetFindings", f"finds by {name}", "M")
    def _(service, filters=filters, found=found):
        fill(service)
        expect(service.found(**filters), found)


for field, direction, order in (("Title", "asc", "f1 f2 f3 f4"), ("UpdatedAt", "desc", "f4 f3 f2 f1"), ("SeverityNormalized", "desc", "f4 f3 f2 f1"), ("Confidence", "asc", "f1 f2 f3 f4")):
    @rule("GetFindings", f"sorts by {field} {direction}", "M")
    def _(service, field=field, direction=direction, order=order):
        fill(service)
        expect(" ".join(held["Id"] for held in service.call("POST", "/findings", {"SortCriteria": [{"Field": field, "SortOrder": direction}]}).json["Findings"]), order)


for name, query, other in (
    ("other Filters", {"Filters": {"Confidence": [{"Gte": 0}]}}, {"Filters": {"Confidence": [{"Gte": 1}]}}),
    ("no Filters", {"Filters": {"Confidence": [{"Gte": 0}]}}, {}),
    ("Filters after none", {}, {"Filters": {"Confidence": [{"Gte": 0}]}}),
    ("no SortCriteria", {"SortCriteria": [{"Field": "Title", "SortOrder": "asc"}]}, {}),
):
    @rule("GetFindings", f"refuses a NextToken with {name}", "O")
    def _(service, query=query, other=other):
        fill(service)
        token = service.call("POST", "/findings", query | {"MaxResults": 2}).json["NextToken"]
        reply = service.call("POST", "/findings", other | {"NextToken": token})
        expect((reply.status, reply.code, "Input Query has changed" in reply.json["Message"]), (400, "InvalidInputException", True))
        rest = service.call("POST", "/findings", query | {"NextToken": token, "MaxResults": 2}).json
        expect((" ".join(held["Id"] for held in rest["Findings"]), rest.get("NextToken")), ("f3 f4", None))


@rule("GetFindings", "refuses a NextToken of another Region", "O")
def _(service):
    fill(service)
    token = service.call("POST", "/findings", {"MaxResults": 2}).json["NextToken"]
    expect(service.call("POST", "/findings", {"NextToken": token}, region="us-gov-west-1").status, 400)


@rule("GetFindings", "Accounts and Regions are apart", "M")
def _(service):
    fill(service)
    expect(service.call("POST", "/findings", {}, account="999999999999").json["Findings"], [])
    expect(service.call("POST", "/findings", {}, region="us-gov-east-1").json["Findings"], [])


# --- BatchUpdateFindings

@rule("BatchUpdateFindings", "Updates and tells what it has done", "M")
def _(service):
    service.send(service.finding())
    reply = service.update(Workflow={"Status": "SUPPRESSED"}, Types=["Effects/x"], Criticality=5, Severity={"Normalized": 10}, Note={"Text": "x", "UpdatedBy": "me"}, UserDefinedFields={"a": "b"})
    expect(reply.json, {"ProcessedFindings": [{"Id": "f", "ProductArn": service.product()}], "UnprocessedFindings": []})
    held = service.held()
    expect((held["Workflow"]["Status"], held["Types"], held["Criticality"], held["Severity"]["Label"], held["UserDefinedFields"], "UpdatedAt" in held["Note"]), ("SUPPRESSED", ["Effects/x"], 5, "LOW", {"a": "b"}, True))
    expect(held["UpdatedAt"], "2025-01-01T00:00:00Z")


@rule("BatchUpdateFindings", "A finding that there is not", "M")
def _(service):
    reply = service.update("none", VerificationState="UNKNOWN")
    expect((reply.json["ProcessedFindings"], reply.json["UnprocessedFindings"][0]["ErrorCode"]), ([], "FindingNotFound"))


@rule("BatchUpdateFindings", "A finding that is named twice", "M")
def _(service):
    service.send(service.finding())
    name = {"Id": "f", "ProductArn": service.product()}
    reply = service.call("PATCH", "/findings/batchupdate", {"FindingIdentifiers": [name, name], "VerificationState": "UNKNOWN"})
    expect([failed["ErrorCode"] for failed in reply.json["UnprocessedFindings"]], ["DuplicatedFindingIdentifier"])


for name, changes in {
    "no FindingIdentifiers": {"FindingIdentifiers": ABSENT}, "FindingIdentifiers that are empty": {"FindingIdentifiers": []},
    "an identifier without ProductArn": {"FindingIdentifiers": [{"Id": "f"}]},
    "an identifier without Id": {"FindingIdentifiers": [{"ProductArn": "x"}]},
    "101 identifiers": {"FindingIdentifiers": [{"Id": str(number), "ProductArn": "x"} for number in range(101)]},
    "a Workflow of another value": {"Workflow": {"Status": "DONE"}},
    "a VerificationState of another value": {"VerificationState": "MAYBE"},
    "a Label of another value": {"Severity": {"Label": "TERRIBLE"}}, "Normalized 101": {"Severity": {"Normalized": 101}},
    "Confidence 101": {"Confidence": 101}, "Criticality -1": {"Criticality": -1}, "a Note without UpdatedBy": {"Note": {"Text": "x"}},
    "a Note without Text": {"Note": {"UpdatedBy": "x"}},
    "a Note of 513 characters": {"Note": {"Text": "x" * 513, "UpdatedBy": "me"}}, "Types that are a text": {"Types": "x"},
    "an empty UserDefinedFields value": {"UserDefinedFields": {"a": ""}},
    "a related finding without ProductArn": {"RelatedFindings": [{"Id": "x"}]},
}.items():
    @rule("BatchUpdateFindings", f"refuses {name}", "M")
    def _(service, changes=changes):
        service.send(service.finding())
        body = {"FindingIdentifiers": [{"Id": "f", "ProductArn": service.product()}]} | changes
        reply = service.call("PATCH", "/findings/batchupdate", {name: value for name, value in body.items() if value is not ABSENT})
        expect((reply.status, reply.code), (400, "InvalidInputException"))


# --- Limits from both sides, beside those above

def details(type, **members):
    return {"Resources": resource(Type=type, Details={type: members})}


provider = lambda **severity: {"FindingProviderFields": {"Severity": severity}}
vulnerability_with = lambda **members: {"Vulnerabilities": [{"Id": "CVE-1"} | members]}
guardduty = "arn:aws:securityhub:us-east-1::product/aws/guardduty"
for name, changes in {
    "a Title of 256 characters outside the BMP": {"Title": "\U0001F600" * 256},
    "a SourceUrl of 32,767 characters": {"SourceUrl": "https://example.com/" + "x" * 32747},
    "FindingProviderFields.Severity.Original of 64 characters": provider(Label="LOW", Original="x" * 64),
    "a provider's Normalized": provider(Label="LOW", Normalized=30),
    "a Remediation with a Url alone": {"Remediation": {"Recommendation": {"Url": "https://example.com"}}},
    "ProductFields with every character that is for keys": {"ProductFields": {"aZ0 .:+=@_/-": "v"}},
    "a key of ProductFields of 128 characters": {"ProductFields": {"k" * 128: "v"}},
    "UserDefinedFields with every character that is for keys": {"UserDefinedFields": {"aZ0-_=+@./:": "v"}},
    "a tag of 256 characters": {"Resources": resource(Tags={"k": "v" * 256})},
    "an instance with 10 addresses": details("AwsEc2Instance", IpV4Addresses=["10.0.0.1"] * 10),
    "a repository of 256 characters": details("AwsEcrContainerImage", RepositoryName="x" * 256),
    "300 tags of an image": details("AwsEcrContainerImage", ImageTags=["x"] * 300),
    "a container's Name of 128 characters": details("Container", Name="x" * 128),
    "a CVSS adjustment's Reason of 512 characters": vulnerability_with(Cvss=[{"Adjustments": [{"Metric": "m", "Reason": "x" * 512}]}]),
    "a vulnerability of code": vulnerability_with(CodeVulnerabilities=[{"Cwes": ["CWE-1"], "FilePath": {"FileName": "a", "FilePath": "b", "StartLine": 1, "EndLine": 2}, "SourceArn": "arn:x"}]),
    "5 files of a threat": {"Threats": [{"Name": "x", "FilePaths": [{"FileName": "a"}] * 5}]},
    "port 65535": {"Network": {"SourcePort": 65535}}, "ParentPid 2147483647": {"Process": {"ParentPid": 2147483647}},
    "a PatchSummary.Id of 256 characters": {"PatchSummary": {"Id": "x" * 256}},
    "a count of 100,000 patches": {"PatchSummary": {"Id": "x" * 30, "MissingCount": 100000}},
    "32 related requirements": {"Compliance": {"RelatedRequirements": ["x"] * 32}},
    "20 associated standards": {"Compliance": {"AssociatedStandards": [{"StandardsId": "x"}] * 20}},
    "10 labels of a generator": {"GeneratorDetails": {"Labels": ["x"] * 10}},
    "Details that are new to us": {"Resources": resource(Details={"AwsNewThing": {"a": 1}})},
    "members that are new to us": {"Unheard": {"a": 1}}, "an offset of +18:00": {"UpdatedAt": "2025-01-01T00:00:00+18:00"},
    "an offset of -1800": {"UpdatedAt": "2025-01-01T00:00:00-1800"},
}.items():
    takes("Both sides", f"takes {name}", "M", changes)
for name, changes in {
    "a Title of 257 characters outside the BMP": {"Title": "\U0001F600" * 257}, "a blank Title": {"Title": " "},
    "a provider's Severity with neither Label nor Normalized": provider(Original="x"),
    "FindingProviderFields.Severity.Original of 65 characters": provider(Label="LOW", Original="x" * 65),
    "an empty Severity.Original": {"Severity": {"Label": "LOW", "Original": ""}},
    "51 Types of a provider": {"FindingProviderFields": {"Types": ["TTPs"] * 51}},
    "11 related findings of a provider": {"FindingProviderFields": {"RelatedFindings": [{"ProductArn": guardduty, "Id": "x"}] * 11}},
    "FindingProviderFields without anything": {"Severity": ABSENT, "Types": ABSENT, "FindingProviderFields": {}},
    "Normalized 1.5": {"Severity": {"Normalized": 1.5}},
    "a Severity.Product that is a text": {"Severity": {"Label": "LOW", "Product": "1"}},
    "a blank value of ProductFields": {"ProductFields": {"k": " "}},
    "a value of ProductFields that is a number": {"ProductFields": {"k": 1}},
    "a blank in a key of UserDefinedFields": {"UserDefinedFields": {"a b": "v"}},
    "a tag with characters that are not for it": {"Resources": resource(Tags={"k": "a?b"})},
    "an empty tag": {"Resources": resource(Tags={"k": ""})}, "a resource that is null": {"Resources": [None]},
    "an empty Resources[].Region": {"Resources": resource(Region="")},
    "11 IPv6 addresses of an instance": details("AwsEc2Instance", IpV6Addresses=["::1"] * 11),
    "an instance's LaunchedAt that is no timestamp": details("AwsEc2Instance", LaunchedAt="yesterday"),
    "a repository of 257 characters": details("AwsEcrContainerImage", RepositoryName="x" * 257),
    "301 tags of an image": details("AwsEcrContainerImage", ImageTags=["x"] * 301),
    "an image's tag of 129 characters": details("AwsEcrContainerImage", ImageTags=["x" * 129]),
    "a container's Name of 129 characters": details("Container", Name="x" * 129),
    "a function's MemorySize that is a text": details("AwsLambdaFunction", MemorySize="128"),
    "an EpssScore that is a text": vulnerability_with(EpssScore="0.1"),
    "an Epoch that is a number": vulnerability_with(VulnerablePackages=[{"Epoch": 1}]),
    "a CVSS adjustment's Reason of 513 characters": vulnerability_with(Cvss=[{"Adjustments": [{"Metric": "m", "Reason": "x" * 513}]}]),
    "6 files of a threat": {"Threats": [{"Name": "x", "FilePaths": [{"FileName": "a"}] * 6}]},
    "a threat's FileName of 129 characters": {"Threats": [{"Name": "x", "FilePaths": [{"FileName": "x" * 129}]}]},
    "port -1": {"Network": {"SourcePort": -1}},
    "an OpenPortRange up to 65536": {"Network": {"OpenPortRange": {"Begin": 1, "End": 65536}}},
    "a SourceMac that is none": {"Network": {"SourceMac": "00:0d"}},
    "a protocol of 17 characters on a path": {"NetworkPath": [{"ComponentId": "a", "ComponentType": "b", "Egress": {"Protocol": "x" * 17}}]},
    "ParentPid 2147483648": {"Process": {"ParentPid": 2147483648}},
    "a PatchSummary.Id of 257 characters": {"PatchSummary": {"Id": "x" * 257}},
    "a count of -1 patches": {"PatchSummary": {"Id": "x" * 30, "MissingCount": -1}},
    "a StatusReason without ReasonCode": {"Compliance": {"StatusReasons": [{"Description": "x"}]}},
    "a related finding's Id of 513 characters": {"RelatedFindings": [{"ProductArn": guardduty, "Id": "x" * 513}]},
    "an offset of +18:01": {"UpdatedAt": "2025-01-01T00:00:00+18:01"}, "an offset of -1830": {"UpdatedAt": "2025-01-01T00:00:00-1830"},
    "30 February": {"UpdatedAt": "2025-02-30T00:00:00Z"}, "hour 24": {"UpdatedAt": "2025-01-01T24:00:00Z"},
    "second 60 but at midnight": {"UpdatedAt": "2025-01-01T23:58:60Z"}, "a point without digits": {"UpdatedAt": "2025-01-01T00:00:00.Z"},
    "a newline after a timestamp": {"UpdatedAt": "2025-01-01T00:00:00Z\n"},
}.items():
    refuses("Both sides", f"refuses {name}", "M", changes)

# --- Security Hub, whose operations end in V2

composite = lambda kind, field, filter: {"Filters": {"CompositeFilters": [{kind: [{"FieldName": field, "Filter": filter}]}]}}
for name, body in {
    "MaxResults 0": {"MaxResults": 0}, "MaxResults 101": {"MaxResults": 101}, "a NextToken that is none": {"NextToken": "nonsense"},
    "Filters that are a list": {"Filters": []}, "11 composite filters": {"Filters": {"CompositeFilters": [{}] * 11}},
    "an unknown field": composite("StringFilters", "nothing", {"Value": "x", "Comparison": "EQUALS"}),
    "an unknown comparison": composite("StringFilters", "severity", {"Value": "x", "Comparison": "LIKE"}),
    "an unknown operator": {"Filters": {"CompositeOperator": "XOR"}},
    "Start alone": composite("DateFilters", "finding_info.modified_time_dt", {"Start": "2025-01-01T00:00:00Z"}),
    "a number that is a text": composite("NumberFilters", "severity_id", {"Eq": "4"}),
    "a SortOrder of another value": {"SortCriteria": [{"Field": "severity_id", "SortOrder": "up"}]},
}.items():
    answers("V2", f"GetFindingsV2 refuses {name}", "M", "POST", "/findingsv2", body, 400, "ValidationException")
for name, body in {"none": {}, "an unknown field": {"GroupByRules": [{"GroupByField": "nothing"}]}, "MaxStatisticResults 0": {"GroupByRules": [{"GroupByField": "severity"}], "MaxStatisticResults": 0}, "MaxStatisticResults 401": {"GroupByRules": [{"GroupByField": "severity"}], "MaxStatisticResults": 401}}.items():
    answers("V2", f"GetFindingStatisticsV2 refuses {name}", "M", "POST", "/findingsv2/statistics", body, 400, "ValidationException")
for name, body in {
    "nothing named": {"StatusId": 1},
    "two ways to name": {"MetadataUids": ["a"], "FindingIdentifiers": [{"CloudAccountUid": "1", "FindingInfoUid": "b", "MetadataProductUid": "c"}], "StatusId": 1},
    "nothing to set": {"MetadataUids": ["a"]},
    "101 uids": {"MetadataUids": [str(number) for number in range(101)], "StatusId": 1},
    "a Comment of 513 characters": {"MetadataUids": ["a"], "Comment": "x" * 513},
    "an empty Comment": {"MetadataUids": ["a"], "Comment": ""}, "a StatusId that is none": {"MetadataUids": ["a"], "StatusId": 7},
    "a part of an identifier": {"FindingIdentifiers": [{"CloudAccountUid": "1"}], "StatusId": 1},
}.items():
    answers("V2", f"BatchUpdateFindingsV2 refuses {name}", "M", "PATCH", "/findingsv2/batchupdatev2", body, 400, "ValidationException")
answers("V2", "BatchUpdateFindingsV2 takes a Comment of 512 characters", "M", "PATCH", "/findingsv2/batchupdatev2", {"MetadataUids": ["a"], "Comment": "x" * 512}, 200)
answers("V2", "DescribeProductsV2 tells of products", "M", "GET", "/productsV2", None, 200)


@rule("V2", "While it is off: 404 for itself, 403 for its findings, and CSPM is not concerned", "M")
def _(service):
    service.call("POST", "/hubv2", {})
    service.call("DELETE", "/hubv2")
    expect([(reply.status, reply.code) for reply in (service.call("GET", "/hubv2"), service.call("POST", "/findingsv2", {}))], [(404, "ResourceNotFoundException"), (403, "AccessDeniedException")])
    expect(service.call("GET", "/accounts").status, 200)


for name, method, path, body in (
    ("CreateConfigurationPolicy", "POST", "/configurationPolicy/create", {"Name": "a", "ConfigurationPolicy": {"SecurityHub": {"ServiceEnabled": False}}}),
    ("ListConfigurationPolicies", "GET", "/configurationPolicy/list", None),
    ("GetConfigurationPolicyAssociation", "POST", "/configurationPolicyAssociation/get", {"Target": {"AccountId": "111111111111"}}),
):
    answers("Standing alone", f"{name} is for the administrator of a central configuration", "O", method, path, body, 403, "AccessDeniedException")

# --- Inspector

for name, body in {
    "maxResults 0": {"maxResults": 0}, "maxResults 101": {"maxResults": 101},
    "an unknown attribute": {"filterCriteria": {"colour": [{"comparison": "EQUALS", "value": "x"}]}},
    "an attribute without filters": {"filterCriteria": {"severity": []}},
    "11 filters of an attribute": {"filterCriteria": {"severity": [{"comparison": "EQUALS", "value": "HIGH"}] * 11}},
    "an unknown comparison": {"filterCriteria": {"severity": [{"comparison": "CONTAINS", "value": "x"}]}},
    "an empty value": {"filterCriteria": {"severity": [{"comparison": "EQUALS", "value": ""}]}},
    "no comparison": {"filterCriteria": {"severity": [{"value": "HIGH"}]}},
    "no value": {"filterCriteria": {"severity": [{"comparison": "EQUALS"}]}},
    "a field to sort by that is none": {"sortCriteria": {"field": "COLOUR", "sortOrder": "ASC"}},
    "no sortOrder": {"sortCriteria": {"field": "SEVERITY"}}, "a nextToken that is none": {"nextToken": "nonsense"},
}.items():
    answers("Inspector", f"ListFindings refuses {name}", "M", "POST", "/findings/list", body, 400, "ValidationException", "inspector2")
for kind in ("FINDING_TYPE PACKAGE TITLE REPOSITORY AMI AWS_EC2_INSTANCE AWS_ECR_CONTAINER IMAGE_LAYER ACCOUNT AWS_LAMBDA_FUNCTION LAMBDA_LAYER CODE_REPOSITORY VM_INSTANCE CONTAINER_IMAGE SERVERLESS_FUNCTION").split():
    answers("Inspector", f"ListFindingAggregations by {kind}", "M", "POST", "/findings/aggregation/list", {"aggregationType": kind}, 200, service_name="inspector2")
answers("Inspector", "ListFindingAggregations refuses another type", "M", "POST", "/findings/aggregation/list", {"aggregationType": "COLOUR"}, 400, "ValidationException", "inspector2")
answers("Inspector", "ListFindings gives what there is", "M", "POST", "/findings/list", {}, 200, service_name="inspector2")
answers("Inspector", "BatchGetFindingDetails refuses no ARNs", "M", "POST", "/findings/details/batch/get", {"findingArns": []}, 400, "ValidationException", "inspector2")
answers("Inspector", "BatchGetFindingDetails refuses 11 ARNs", "M", "POST", "/findings/details/batch/get", {"findingArns": [f"arn:aws:inspector2:us-east-1:{ACCOUNT}:finding/{number:032x}" for number in range(11)]}, 400, "ValidationException", "inspector2")


@rule("Inspector", "BatchGetAccountStatus tells of every scan", "M")
def _(service):
    reply = service.call("POST", "/status/batch/get", {"accountIds": [service.account]}, "inspector2")
    account = reply.json["accounts"][0]
    expect((account["accountId"], set(account["resourceState"]) >= {"ec2", "ecr"}), (service.account, True))


def classic(service, operation, body):
    return service.call("POST", "/", body, "inspector", headers={"X-Amz-Target": f"InspectorService.{operation}", "Content-Type": "application/x-amz-json-1.1"})


for name, operation, body in (
    ("ListFindings of 501", "ListFindings", {"maxResults": 501}),
    ("51 assessment runs", "ListFindings", {"assessmentRunArns": ["arn:x"] * 51}),
    ("51 severities", "ListFindings", {"filter": {"severities": ["High"] * 51}}),
    ("a severity that is none", "ListFindings", {"filter": {"severities": ["Terrible"]}}),
    ("a nextToken of 301 characters", "ListFindings", {"nextToken": "x" * 301}),
    ("a locale that is none", "DescribeFindings", {"findingArns": ["arn:x"], "locale": "DE_DE"}),
    ("DescribeFindings of none", "DescribeFindings", {"findingArns": []}),
    ("DescribeFindings of 11", "DescribeFindings", {"findingArns": ["arn:x"] * 11}),
):
    @rule("Inspector Classic", f"refuses {name}", "M")
    def _(service, operation=operation, body=body):
        reply = classic(service, operation, body)
        expect((reply.status, reply.code), (400, "InvalidInputException"))


@rule("Inspector Classic", "DescribeFindings tells what it does not find", "M")
def _(service):
    arn = f"arn:aws:inspector:{service.region}:{service.account}:target/0-a/template/0-b/run/0-c/finding/0-d"
    reply = classic(service, "DescribeFindings", {"findingArns": [arn]})
    expect(reply.json, {"findings": [], "failedItems": {arn: {"failureCode": "ITEM_DOES_NOT_EXIST", "retryable": False}}})


@rule("Inspector Classic", "DescribeFindings fails what is named twice", "M")
def _(service):
    arn = f"arn:aws:inspector:{service.region}:{service.account}:target/0-a/template/0-b/run/0-c/finding/0-d"
    expect(classic(service, "DescribeFindings", {"findingArns": [arn, arn]}).json["failedItems"][arn]["failureCode"], "DUPLICATE_ARN")


# --- What is wrong in one place only

TIME = "2025-01-01T00:00:00Z"
threat = lambda **file: {"Threats": [{"Name": "x", "FilePaths": [file]}]}
path_with = lambda **members: {"NetworkPath": [{"ComponentId": "a", "ComponentType": "b"} | members]}
for name, changes in {
    "an empty recommendation": {"Remediation": {"Recommendation": {"Text": ""}}},
    "an empty Resources[].Id": {"Resources": resource(Id="")}, "a blank Resources[].Type": {"Resources": resource(Type=" ")},
    "a Resources[].Type that is a number": {"Resources": resource(Type=5)}, "a Partition in capitals": {"Resources": resource(Partition="AWS")},
    "Details that are a list": {"Resources": resource(Details=[])}, "Tags that are a list": {"Resources": resource(Tags=[])},
    "a tag that is a number": {"Resources": resource(Tags={"a": 1})}, "Details.Other with a list": {"Resources": resource(Details={"Other": {"a": ["x"]}})},
    "an image without tags": details("AwsEcrContainerImage", ImageTags=[]),
    "an image's ImagePublishedAt that is no timestamp": details("AwsEcrContainerImage", ImagePublishedAt="x"),
    "AwsEcrRepository.RepositoryName of one character": details("AwsEcrRepository", RepositoryName="x"),
    "AwsEcrRepository.RepositoryName of 257 characters": details("AwsEcrRepository", RepositoryName="x" * 257),
    "a container's ImageId of 129 characters": details("Container", ImageId="x" * 129),
    "a container's ImageName of 129 characters": details("Container", ImageName="x" * 129),
    "a container's LaunchedAt that is no timestamp": details("Container", LaunchedAt="x"),
    "a function's Timeout of 1.5": details("AwsLambdaFunction", Timeout=1.5),
    "a layer's CodeSize that is a text": details("AwsLambdaFunction", Layers=[{"CodeSize": "1"}]),
    "an instance's addresses that are a text": details("AwsEc2Instance", IpV4Addresses="10.0.0.1"),
    "Malware[].Path of 513 characters": {"Malware": [{"Name": "x", "Path": "x" * 513}]},
    "an empty Malware[].Path": {"Malware": [{"Name": "x", "Path": ""}]}, "an empty Malware[].Name": {"Malware": [{"Name": ""}]},
    "a threat with no files": {"Threats": [{"Name": "x", "FilePaths": []}]}, "a threat's FilePath of 129 characters": threat(FilePath="x" * 129),
    "a threat's Hash of 129 characters": threat(Hash="x" * 129), "a threat's ResourceId of 129 characters": threat(ResourceId="x" * 129),
    "a Note's UpdatedAt that is no timestamp": {"Note": {"Text": "x", "UpdatedBy": "y", "UpdatedAt": "yesterday"}},
    "a blank Note": {"Note": {"Text": " ", "UpdatedBy": "y", "UpdatedAt": TIME}},
    "VendorCreatedAt without a time": vulnerability_with(Vendor={"Name": "n", "VendorCreatedAt": "2025-01-01"}),
    "VendorUpdatedAt that is no timestamp": vulnerability_with(Vendor={"Name": "n", "VendorUpdatedAt": "x"}),
    "LastKnownExploitAt that is no timestamp": vulnerability_with(LastKnownExploitAt="never"),
    "a BaseScore that is a text": vulnerability_with(Cvss=[{"BaseScore": "9.8"}]), "Cvss that is no list": vulnerability_with(Cvss={"BaseScore": 9.8}),
    "ReferenceUrls that are a text": vulnerability_with(ReferenceUrls="https://x"), "VulnerablePackages that are no list": vulnerability_with(VulnerablePackages={}),
    "a package's Name that is a number": vulnerability_with(VulnerablePackages=[{"Name": 5}]), "an empty Vulnerabilities[].Id": {"Vulnerabilities": [{"Id": ""}]},
    "Process.TerminatedAt that is no timestamp": {"Process": {"Name": "x", "TerminatedAt": "x"}}, "a Pid that is a text": {"Process": {"Pid": "7"}},
    "an empty PatchSummary.Id": {"PatchSummary": {"Id": ""}}, "an InstalledCount that is a text": {"PatchSummary": {"Id": "x" * 30, "InstalledCount": "1"}},
    "an OperationStartTime that is no timestamp": {"PatchSummary": {"Id": "x" * 30, "OperationStartTime": "x"}},
    "an address that is a number": path_with(Ingress={"Source": {"Address": [1]}}), "Network.DestinationPort 65536": {"Network": {"DestinationPort": 65536}},
    "a port that is a text": {"Network": {"DestinationPort": "80"}}, "Sample 1": {"Sample": 1}, "Types in a list": {"Types": [["a"]]}, "a type that is null": {"Types": [None]},
    "FindingProviderFields that are a list": {"FindingProviderFields": []}, "a provider's type of four parts": {"FindingProviderFields": {"Types": ["a/b/c/d"]}},
    "a provider's Criticality 101": {"FindingProviderFields": {"Criticality": 101}},
    "a provider's related finding without ProductArn": {"FindingProviderFields": {"RelatedFindings": [{"Id": "x"}]}},
    "a Label with Normalized 101": {"Severity": {"Label": "LOW", "Normalized": 101}}, "an empty Severity": {"Severity": {}}, "a Severity that is null": {"Severity": None},
    "a Normalized that is a text": {"Severity": {"Normalized": "70"}}, "a Label that is null": {"Severity": {"Label": None}},
    "UserDefinedFields that are a list": {"UserDefinedFields": []}, "an empty key of ProductFields": {"ProductFields": {"": "x"}},
    "a generator's label that is a number": {"GeneratorDetails": {"Labels": [5]}}, "Workflow that is a text": {"Workflow": "NEW"},
    "an empty SourceUrl": {"SourceUrl": ""}, "an empty Region": {"Region": ""}, "an empty CompanyName": {"CompanyName": ""},
    "an empty ProductName": {"ProductName": ""}, "an empty AwsAccountName": {"AwsAccountName": ""}, "a SchemaVersion that is a number": {"SchemaVersion": 20181008},
    "a Title that is null": {"Title": None}, "an Id that is a number": {"Id": 5}, "a blank before a timestamp": {"UpdatedAt": " " + TIME},
    "month 0": {"UpdatedAt": "2025-00-01T00:00:00Z"}, "day 0": {"UpdatedAt": "2025-01-00T00:00:00Z"}, "minute 60": {"UpdatedAt": "2025-01-01T00:60:00Z"},
    "an offset of 60 minutes": {"UpdatedAt": "2025-01-01T00:00:00+01:60"}, "a comma for a point": {"UpdatedAt": "2025-01-01T00:00:00,5Z"},
    "29 February 2025": {"UpdatedAt": "2025-02-29T00:00:00Z"}, "an offset of one digit": {"UpdatedAt": "2025-01-01T00:00:00+1"},
    "a year of five digits": {"UpdatedAt": "12025-01-01T00:00:00Z"}, "digits of other scripts": {"UpdatedAt": "\uff12\uff10\uff12\uff15-01-01T00:00:00Z"},
}.items():
    refuses("One place", f"refuses {name}", "M", changes)
for name, changes in {
    "a resource of Azure's": {"Resources": resource(Type="AzureVirtualMachine", Partition="AzureCloud", Provider="Azure", Details={"AzureResource": {"a": {"b": [1]}}})},
    "29 February 2024, to the nanosecond": {"UpdatedAt": "2024-02-29T23:59:59.999999999-18:00"}, "a Title of two lines": {"Title": "a\nb"},
    "Details without anything": {"Resources": resource(Details={})}, "a resource's owner": {"Resources": resource(Owner={"Account": {"Id": "123456789012"}, "Org": {"Id": "o-1"}})},
    "a provider's Severity alone": {"Severity": ABSENT, "FindingProviderFields": {"Severity": {"Label": "LOW", "Original": "x"}}},
    "a StatusReason": {"Compliance": {"Status": "FAILED", "StatusReasons": [{"ReasonCode": "X", "Description": "y"}]}},
}.items():
    takes("One place", f"takes {name}", "M", changes)

text_filter = lambda value="x", comparison="EQUALS": [{"Value": value, "Comparison": comparison}]
for name, body in {
    "a filter that is null": {"Filters": {"Title": [None]}}, "a filter that is a list": {"Filters": {"Title": [[]]}},
    "an empty comparison": {"Filters": {"Title": text_filter(comparison="")}}, "a comparison in small letters": {"Filters": {"Title": text_filter(comparison="equals")}},
    "a map without Key": {"Filters": {"ProductFields": [{"Value": "x"}]}}, "a map with an empty Key": {"Filters": {"ProductFields": [{"Key": "", "Value": "x"}]}},
    "a map without Value": {"Filters": {"ProductFields": [{"Key": "x"}]}}, "a map's PREFIX": {"Filters": {"ProductFields": [{"Key": "x", "Value": "y", "Comparison": "PREFIX"}]}},
    "a map's CONTAINS": {"Filters": {"UserDefinedFields": [{"Key": "a", "Value": "b", "Comparison": "CONTAINS"}]}},
    "a map's NOT_CONTAINS": {"Filters": {"ResourceDetailsOther": [{"Key": "a", "Value": "b", "Comparison": "NOT_CONTAINS"}]}},
    "no Cidr": {"Filters": {"NetworkSourceIpV4": [{}]}}, "an empty Cidr": {"Filters": {"NetworkSourceIpV4": [{"Cidr": ""}]}},
    "a Cidr of -1 bits": {"Filters": {"NetworkSourceIpV4": [{"Cidr": "10.0.0.0/-1"}]}}, "a Cidr of no bits": {"Filters": {"NetworkSourceIpV4": [{"Cidr": "10.0.0.0/"}]}},
    "a Cidr of 129 bits": {"Filters": {"NetworkSourceIpV6": [{"Cidr": "::/129"}]}}, "a Cidr that is a number": {"Filters": {"NetworkSourceIpV4": [{"Cidr": 5}]}},
    "a Boolean that is 1": {"Filters": {"Sample": [{"Value": 1}]}}, "an empty Keyword": {"Filters": {"Keyword": [{"Value": ""}]}},
    "a DateRange of -1 days": {"Filters": {"UpdatedAt": [{"DateRange": {"Value": -1, "Unit": "DAYS"}}]}},
    "a DateRange of 1.5 days": {"Filters": {"UpdatedAt": [{"DateRange": {"Value": 1.5, "Unit": "DAYS"}}]}},
    "a DateRange that is a text": {"Filters": {"UpdatedAt": [{"DateRange": "7"}]}}, "dates that are numbers": {"Filters": {"UpdatedAt": [{"Start": 1735689600, "End": 1735689601}]}},
    "an empty date filter": {"Filters": {"UpdatedAt": [{}]}}, "a Gte that is null": {"Filters": {"Confidence": [{"Gte": None}]}},
    "a filter without Comparison with NOT_EQUALS": {"Filters": {"Id": [{"Value": "a"}, {"Value": "b", "Comparison": "NOT_EQUALS"}]}},
    "MaxResults true": {"MaxResults": True}, "MaxResults 1.5": {"MaxResults": 1.5}, "MaxResults -1": {"MaxResults": -1}, "a NextToken that is a number": {"NextToken": 1},
    "a NextToken that is too short": {"NextToken": "AAAA"}, "a SortOrder in capitals": {"SortCriteria": [{"Field": "Title", "SortOrder": "ASC"}]},
    "a criterion that is null": {"SortCriteria": [None]}, "a criterion that is a text": {"SortCriteria": ["Title"]}, "a blank Field": {"SortCriteria": [{"Field": " ", "SortOrder": "asc"}]},
}.items():
    answers("GetFindings", f"refuses {name}", "M", "POST", "/findings", body, 400, "InvalidInputException")
answers("GetFindings", "refuses a body that is cut off", "M", "POST", "/findings", b'{"Filters":', 400)
answers("GetFindings", "refuses a body that is no UTF-8", "M", "POST", "/findings", b'{"Filters":{"Title":[{"Value":"\xff","Comparison":"EQUALS"}]}}', 400)
for name, body in {
    "an empty body": b"", "members that are null": {"Filters": None, "SortCriteria": None, "NextToken": None, "MaxResults": None},
    "no filters and no criteria": {"Filters": {}, "SortCriteria": []}, "members that it does not know": {"Colour": 1}, "a Cidr of all": {"Filters": {"NetworkSourceIpV4": [{"Cidr": "0.0.0.0/0"}]}},
}.items():
    answers("GetFindings", f"takes {name}", "M", "POST", "/findings", body, 200)
for name, changes in {
    "an empty Note": {"Note": {"Text": "", "UpdatedBy": "x"}}, "a Note by nobody": {"Note": {"Text": "x", "UpdatedBy": ""}}, "a Note that is a list": {"Note": []},
    "Confidence 1.5": {"Confidence": 1.5}, "a Confidence that is a text": {"Confidence": "5"}, "a VerificationState in small letters": {"VerificationState": "unknown"},
    "a Workflow that is a text": {"Workflow": "NEW"}, "a Severity that is a text": {"Severity": "HIGH"}, "Normalized 1.5": {"Severity": {"Normalized": 1.5}},
    "a Product that is a text": {"Severity": {"Product": "1"}}, "a type that is a number": {"Types": [1]}, "a blank type": {"Types": [" "]},
    "UserDefinedFields with a number": {"UserDefinedFields": {"a": 1}}, "RelatedFindings that are no list": {"RelatedFindings": {}},
}.items():
    answers("BatchUpdateFindings", f"refuses {name}", "M", "PATCH", "/findings/batchupdate",
            lambda service, changes=changes: {"FindingIdentifiers": [{"Id": "f", "ProductArn": service.product()}]} | changes, 400, "InvalidInputException")

# --- Everything else of Security Hub's model

action = {"Type": "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate": {"Confidence": 1}}
automation = lambda **changes: {"RuleName": "a", "Description": "b", "RuleOrder": 1, "Criteria": {}, "Actions": [action]} | changes
insight = f"arn:aws:securityhub:us-east-1:{ACCOUNT}:insight/{ACCOUNT}/custom/x"
for name, method, path, body, status, code in (
    ("EnableSecurityHub refuses EnableDefaultStandards that is a text", "POST", "/accounts", {"EnableDefaultStandards": "yes"}, 400, ""),
    ("EnableSecurityHub refuses a tag aws:…", "POST", "/accounts", {"Tags": {"aws:x": "y"}}, 400, ""),
    ("EnableSecurityHub refuses Tags without any", "POST", "/accounts", {"Tags": {}}, 400, ""),
    ("UpdateSecurityHubConfiguration refuses AutoEnableControls that is a text", "PATCH", "/accounts", {"AutoEnableControls": "yes"}, 400, "InvalidInputException"),
    ("UpdateSecurityHubConfiguration refuses another generator", "PATCH", "/accounts", {"ControlFindingGenerator": "X"}, 400, "InvalidInputException"),
    ("ListEnabledProductsForImport refuses a NextToken that is none", "GET", "/productSubscriptions?NextToken=nonsense", None, 400, ""),
    ("DescribeProducts refuses a NextToken that is none", "GET", "/products?NextToken=nonsense", None, 400, "InvalidInputException"),
    ("EnableImportFindingsForProduct refuses a blank ProductArn", "POST", "/productSubscriptions", {"ProductArn": " "}, 400, "InvalidInputException"),
    ("CreateInsight needs a Name", "POST", "/insights", {"Filters": {}, "GroupByAttribute": "ResourceId"}, 400, "InvalidInputException"),
    ("CreateInsight needs Filters", "POST", "/insights", {"Name": "x", "GroupByAttribute": "ResourceId"}, 400, "InvalidInputException"),
    ("CreateInsight refuses an unknown attribute", "POST", "/insights", {"Name": "x", "Filters": {}, "GroupByAttribute": "Colour"}, 400, "InvalidInputException"),
    ("GetInsights refuses MaxResults 101", "POST", "/insights/get", {"MaxResults": 101}, 400, "InvalidInputException"),
    ("GetInsightResults of one that there is not", "GET", f"/insights/results/{insight}", None, 404, "ResourceNotFoundException"),
    ("DeleteInsight of one that there is not", "DELETE", f"/insights/{insight}", None, 404, "ResourceNotFoundException"),
    ("CreateActionTarget needs an Id", "POST", "/actionTargets", {"Name": "x", "Description": "x"}, 400, "InvalidInputException"),
    ("DeleteActionTarget of one that there is not", "DELETE", f"/actionTargets/arn:aws:securityhub:us-east-1:{ACCOUNT}:action/custom/x", None, 404, "ResourceNotFoundException"),
    ("CreateFindingAggregator refuses another mode", "POST", "/findingAggregator/create", {"RegionLinkingMode": "SOME"}, 400, "InvalidInputException"),
    ("CreateFindingAggregator needs a mode", "POST", "/findingAggregator/create", {}, 400, "InvalidInputException"),
    ("CreateFindingAggregator needs Regions where they are specified", "POST", "/findingAggregator/create", {"RegionLinkingMode": "SPECIFIED_REGIONS"}, 400, "InvalidInputException"),
    ("CreateAutomationRule refuses RuleOrder 0", "POST", "/automationrules/create", automation(RuleOrder=0), 400, "InvalidInputException"),
    ("CreateAutomationRule refuses RuleOrder 1001", "POST", "/automationrules/create", automation(RuleOrder=1001), 400, "InvalidInputException"),
    ("CreateAutomationRule needs an action", "POST", "/automationrules/create", automation(Actions=[]), 400, "InvalidInputException"),
    ("CreateAutomationRule refuses two actions", "POST", "/automationrules/create", automation(Actions=[action] * 2), 400, "InvalidInputException"),
    ("CreateAutomationRule refuses another action", "POST", "/automationrules/create", automation(Actions=[{"Type": "DELETE"}]), 400, "InvalidInputException"),
    ("BatchGetAutomationRules needs an ARN", "POST", "/automationrules/get", {"AutomationRulesArns": []}, 400, "InvalidInputException"),
    ("GetFindingHistory needs an identifier", "POST", "/findingHistory/get", {}, 400, "InvalidInputException"),
    ("GetFindingHistory refuses MaxResults 101", "POST", "/findingHistory/get", {"FindingIdentifier": {"Id": "f", "ProductArn": "x"}, "MaxResults": 101}, 400, "InvalidInputException"),
    ("GetFindingHistory refuses a StartTime that is none", "POST", "/findingHistory/get", {"FindingIdentifier": {"Id": "f", "ProductArn": "x"}, "StartTime": "yesterday"}, 400, "InvalidInputException"),
    ("CreateMembers needs an account", "POST", "/members", {"AccountDetails": []}, 400, "InvalidInputException"),
    ("CreateMembers refuses 51", "POST", "/members", {"AccountDetails": [{"AccountId": f"{number:012}"} for number in range(51)]}, 400, "InvalidInputException"),
    ("ListMembers refuses MaxResults 51", "GET", "/members?MaxResults=51", None, 400, "InvalidInputException"),
    ("BatchEnableStandards needs one", "POST", "/standards/register", {"StandardsSubscriptionRequests": []}, 400, "InvalidInputException"),
    ("BatchEnableStandards refuses 26", "POST", "/standards/register", {"StandardsSubscriptionRequests": [{"StandardsArn": "x"}] * 26}, 400, "InvalidInputException"),
    ("UpdateFindings needs Filters", "PATCH", "/findings", {"RecordState": "ARCHIVED"}, 400, "InvalidInputException"),
    ("UpdateFindings refuses another RecordState", "PATCH", "/findings", {"Filters": {}, "RecordState": "GONE"}, 400, "InvalidInputException"),
    ("TagResource needs Tags", "POST", f"/tags/arn:aws:securityhub:us-east-1:{ACCOUNT}:hub%2Fdefault", {}, 400, ""),
    ("ListTagsForResource refuses an ARN that is none", "GET", "/tags/nonsense", None, 400, ""),
    ("UntagResource needs keys", "DELETE", f"/tags/arn:aws:securityhub:us-east-1:{ACCOUNT}:hub%2Fdefault", None, 400, ""),
):
    answers("Everything else", name, "M", method, path, body, status, code)
for name, body in {
    "an unknown map": composite("MapFilters", "nothing", {"Key": "a", "Value": "b", "Comparison": "EQUALS"}), "an unknown address": composite("IpFilters", "nothing", {"Cidr": "10.0.0.0/8"}),
    "33 bits": composite("IpFilters", "evidences.src_endpoint.ip", {"Cidr": "10.0.0.0/33"}), "an unknown date": composite("DateFilters", "nothing", {"DateRange": {"Value": 1, "Unit": "DAYS"}}),
    "an unknown number": composite("NumberFilters", "nothing", {"Eq": 1}), "an empty value": composite("StringFilters", "severity", {"Value": "", "Comparison": "EQUALS"}),
    "a criterion without Field": {"SortCriteria": [{"SortOrder": "asc"}]}, "End alone": composite("DateFilters", "finding_info.modified_time_dt", {"End": TIME}),
    "a range of hours": composite("DateFilters", "finding_info.modified_time_dt", {"DateRange": {"Value": 1, "Unit": "HOURS"}}), "a filter that is null": {"Filters": {"CompositeFilters": [None]}},
    "an unknown field within": {"Filters": {"CompositeFilters": [{"NestedCompositeFilters": [{"StringFilters": [{"FieldName": "nothing", "Filter": {"Value": "x", "Comparison": "EQUALS"}}]}]}]}},
}.items():
    answers("V2", f"GetFindingsV2 refuses {name}", "M", "POST", "/findingsv2", body, 400, "ValidationException")
for name, body in {
    "a SeverityId that is none": {"MetadataUids": ["a"], "SeverityId": 7}, "a StatusId of 1.5": {"MetadataUids": ["a"], "StatusId": 1.5},
    "an empty uid": {"MetadataUids": [""], "StatusId": 1}, "nobody named twice": {"MetadataUids": [], "FindingIdentifiers": [], "StatusId": 1},
}.items():
    answers("V2", f"BatchUpdateFindingsV2 refuses {name}", "M", "PATCH", "/findingsv2/batchupdatev2", body, 400, "ValidationException")
answers("V2", "EnableSecurityHubV2 refuses a tag aws:…", "M", "POST", "/hubv2", {"Tags": {"aws:a": "b"}}, 400, "ValidationException")
for name, path, body in (
    ("ListFindings refuses a value of 1025 characters", "/findings/list", {"filterCriteria": {"title": [{"comparison": "EQUALS", "value": "x" * 1025}]}}),
    ("ListFindings refuses port 65536", "/findings/list", {"filterCriteria": {"portRange": [{"endInclusive": 65536}]}}),
    ("ListFindings refuses port -1", "/findings/list", {"filterCriteria": {"portRange": [{"beginInclusive": -1}]}}),
    ("ListFindings refuses tags without a key", "/findings/list", {"filterCriteria": {"resourceTags": [{"comparison": "EQUALS", "value": "x"}]}}),
    ("ListFindings refuses a tag's NOT_EQUALS", "/findings/list", {"filterCriteria": {"resourceTags": [{"comparison": "NOT_EQUALS", "key": "a", "value": "x"}]}}),
    ("ListFindings refuses a comparison in small letters", "/findings/list", {"filterCriteria": {"severity": [{"comparison": "equals", "value": "HIGH"}]}}),
    ("ListFindings refuses an order in small letters", "/findings/list", {"sortCriteria": {"field": "SEVERITY", "sortOrder": "asc"}}),
    ("BatchGetFindingDetails refuses an ARN that is none", "/findings/details/batch/get", {"findingArns": ["x"]}),
    ("Enable needs a type", "/enable", {"resourceTypes": []}), ("Enable refuses another type", "/enable", {"resourceTypes": ["S3"]}),
    ("Disable refuses another type", "/disable", {"resourceTypes": ["S3"]}), ("BatchGetAccountStatus refuses 101", "/status/batch/get", {"accountIds": [f"{number:012}" for number in range(101)]}),
    ("CreateFindingsReport refuses another format", "/reporting/create", {"reportFormat": "PDF", "s3Destination": {"bucketName": "b", "kmsKeyArn": "k"}}),
    ("CreateFindingsReport needs a key", "/reporting/create", {"reportFormat": "JSON", "s3Destination": {"bucketName": "b"}}),
    ("CreateFilter refuses another action", "/filters/create", {"action": "HIDE", "filterCriteria": {}, "name": "a"}), ("CreateFilter needs a name", "/filters/create", {"action": "NONE", "filterCriteria": {}}),
    ("ListCoverage refuses an unknown attribute", "/coverage/list", {"filterCriteria": {"colour": []}}), ("ListCoverage refuses maxResults 201", "/coverage/list", {"maxResults": 201}),
    ("ListCoverageStatistics refuses another group", "/coverage/statistics/list", {"groupBy": "COLOUR"}), ("ListMembers refuses maxResults 51", "/members/list", {"maxResults": 51}),
    ("GetMember refuses an account that is none", "/members/get", {"accountId": "1"}), ("ListFindingAggregations needs a type", "/findings/aggregation/list", {}),
):
    answers("Inspector", name, "M", "POST", path, body, 400, "ValidationException", "inspector2")
answers("Inspector", "ListFindings refuses a date that is none", "M", "POST", "/findings/list", {"filterCriteria": {"updatedAt": [{"startInclusive": "yesterday"}]}}, 400, "SerializationException", "inspector2")


@rule("Provider fields", "Of both, an existing finding takes both", "G")
def _(service):
    service.send(service.finding(FindingProviderFields={"Severity": {"Label": "LOW"}, "Types": ["TTPs"]}))
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", FindingProviderFields={"Severity": {"Label": "MEDIUM"}, "Types": ["TTPs"]}))
    held = service.held()
    expect((held["Severity"]["Label"], held["FindingProviderFields"]["Severity"]["Label"]), ("HIGH", "MEDIUM"))


@rule("Provider fields", "BatchUpdateFindings does not change FindingProviderFields", "G")
def _(service):
    service.send(service.finding())
    service.update(Severity={"Label": "LOW"}, Types=["Effects"])
    held = service.held()
    expect((held["Severity"]["Label"], held["FindingProviderFields"]["Severity"]["Label"], held["Types"]), ("LOW", "HIGH", ["Effects"]))


@rule("Filled in", "ProcessedAt and aws/securityhub fields are the service's", "G")
def _(service):
    service.send(service.finding(ProcessedAt="2001-01-01T00:00:00Z", ProductFields={"aws/securityhub/FindingId": "mine"}))
    held = service.held()
    expect((held["ProcessedAt"] > "2020", held["ProductFields"]["aws/securityhub/FindingId"]), (True, f"{service.product()}/f"))


@rule("GetFindings", "sorts by dates as times, in pages", "M")
def _(service):
    times = ("2025-01-02T00:00:00+02:00", "2025-01-01T23:00:00Z", "2025-01-01T22:30:00.500Z", "2025-01-01T22:30:00Z")
    service.send(*(service.finding(str(number), CreatedAt=time, UpdatedAt=time) for number, time in enumerate(times)))
    query, found = {"SortCriteria": [{"Field": "UpdatedAt", "SortOrder": "desc"}], "MaxResults": 1}, ""
    for _ in times:
        page = service.call("POST", "/findings", query).json
        found += page["Findings"][0]["Id"]
        query["NextToken"] = page.get("NextToken")
    expect((found, query["NextToken"]), ("1230", None))


@rule("Hub", "Says so in the words of the service", "O")
def _(service):
    expect(service.call("POST", "/accounts", {}).json["Message"], "Account is already subscribed to Security Hub")
    service.call("DELETE", "/accounts")
    expect("not subscribed to AWS Security Hub" in service.call("GET", "/productSubscriptions").json["Message"], True)


# --- Standing alone

for name, method, path, body, expected in (
    ("ListMembers", "GET", "/members", None, {"Members": []}),
    ("ListFindingAggregators", "GET", "/findingAggregator/list", None, {"FindingAggregators": []}),
    ("DescribeActionTargets", "POST", "/actionTargets/get", {}, {"ActionTargets": []}),
    ("ListInvitations", "GET", "/invitations", None, {"Invitations": []}),
    ("GetInvitationsCount", "GET", "/invitations/count", None, {"InvitationsCount": 0}),
    ("GetAdministratorAccount", "GET", "/administrator", None, {}),
):
    @rule("Standing alone", f"{name} has nothing to tell", "M")
    def _(service, method=method, path=path, body=body, expected=expected):
        reply = service.call(method, path, body)
        expect((reply.status, {key: value for key, value in reply.json.items() if value is not None}), (200, expected))


# --- What the map of the contract asked for beside all that (contract_map.py)

MALWARE = "ADWARE BLENDED_THREAT BOTNET_AGENT COIN_MINER EXPLOIT_KIT KEYLOGGER MACRO POTENTIALLY_UNWANTED SPYWARE RANSOMWARE REMOTE_ACCESS ROOTKIT TROJAN VIRUS WORM"
INDICATORS = "DOMAIN EMAIL_ADDRESS HASH_MD5 HASH_SHA1 HASH_SHA256 HASH_SHA512 IPV4_ADDRESS IPV6_ADDRESS MUTEX PROCESS URL"
for name, values, make in (
    ("Malware[].Type", MALWARE, lambda value: {"Malware": [{"Name": "x", "Type": value}]}),
    ("ThreatIntelIndicators[].Type", INDICATORS, lambda value: {"ThreatIntelIndicators": [{"Type": value}]}),
    ("ThreatIntelIndicators[].Category", "BACKDOOR CARD_STEALER COMMAND_AND_CONTROL DROP_SITE EXPLOIT_SITE KEYLOGGER", lambda value: {"ThreatIntelIndicators": [{"Category": value}]}),
    ("Vulnerabilities[].ExploitAvailable", "YES NO", lambda value: vulnerability_with(ExploitAvailable=value)),
):
    known = {rule_name for _, rule_name, *_ in rules}
    for value in values.split():
        if f"{name}: {value}" not in known:
            takes("Values", f"{name}: {value}", "M", make(value))
TIME = "2025-01-01T00:00:00Z"
for name, changes in {
    "a component of a path with nothing": {"NetworkPath": [{}]},
    "ports on a path": {"NetworkPath": [{"Ingress": {"Protocol": "TCP", "Destination": {"Address": ["10.0.0.0/8"], "PortRanges": [{"Begin": 1, "End": 65535}]}, "Source": {"Address": ["0.0.0.0/0"]}}}]},
    "a text that begins with an empty line": {"Description": "\n\nWhat is wrong."},
    "an Id that is an ARN": {"Id": "arn:aws:inspector2:us-east-1:123456789012:finding/0123456789abcdef0123456789abcdef"},
    "ResourceRole target": {"Resources": resource(ResourceRole="target")},
    "an architecture that AWS does not list": details("AwsEcrContainerImage", RepositoryName="ab", Architecture="amd64", ImageTags=["x" * 128], ImagePublishedAt=TIME),
    "a function as Inspector has it": details("AwsLambdaFunction", FunctionName="f", MemorySize=128, Timeout=3, LastModified=TIME, Layers=[{"Arn": "a", "CodeSize": 1}], PackageType="Zip", Architectures=["x86_64"]),
    "a code repository": details("CodeRepository", ProviderType="GITHUB", ProjectName="p", CodeSecurityIntegrationArn="arn:x"),
    "a MAC address": {"Network": {"SourceMac": "00:0d:83:b1:c0:8e"}},
    "300 vulnerabilities": {"Vulnerabilities": [{"Id": f"CVE-{number}"} for number in range(300)]},
    "a CreatedAt before UpdatedAt": {"CreatedAt": "2024-01-01T00:00:00Z"},
    "a Label with another Normalized": {"Severity": {"Label": "LOW", "Normalized": 95}},
    "a key that begins with aws/": {"ProductFields": {"aws/inspector/id": "x"}},
    "a tag with every character that is for it": {"Resources": resource(Tags={"k": "aZ0 .:+=@_/-"})},
    "a finding of 200 KB": {"Resources": [{"Type": "Other", "Id": f"r{number}", "Details": {"Other": {f"k{key}": "x" * 1000 for key in range(40)}}} for number in range(5)]},
    "Details.Other with 128 and 1024 characters": {"Resources": resource(Details={"Other": {"k" * 127: "v" * 1023}})},
    "a Severity.Product of 1.5": {"Severity": {"Label": "LOW", "Product": 1.5}},
    "a related finding's Id of 512 characters": {"RelatedFindings": [{"ProductArn": guardduty, "Id": "x" * 512}]},
    "Malware[].Path of 512 characters": {"Malware": [{"Name": "x", "Path": "x" * 512}]},
    "Types of every namespace": {"Types": [f"{namespace}/x" for namespace in ("Software and Configuration Checks", "TTPs", "Effects", "Unusual Behaviors", "Sensitive Data Identifications")]},
}.items():
    takes("Both sides", f"takes {name}", "M", changes)
for name, changes, words in (
    ("a Recommendation.Text that is too long", {"Remediation": {"Recommendation": {"Text": "x" * 513}}}, "data.Remediation.Recommendation.Text should NOT be longer than 512 characters"),
    ("a Recommendation.Text that is empty", {"Remediation": {"Recommendation": {"Text": ""}}}, "data.Remediation.Recommendation.Text should NOT be shorter than 1 characters"),
    ("a Description that is empty", {"Description": ""}, "data.Description should NOT be shorter than 1 characters"),
    ("a Description that is missing", {"Description": ABSENT}, "data should have required property 'Description'"),
    ("a type of four parts", {"Types": ["a/b/c/d"]}, 'data.Types[0] should match pattern "^([^/]+)(/[^/]+){0,2}$"'),
    ("tags without any", {"Resources": resource(Tags={})}, "data.Resources[0].Tags should NOT have fewer than 1 properties"),
    ("a value of Details.Other that is too long", {"Resources": resource(Details={"Other": {"X": "x" * 1025}})}, "data.Resources[0].Details.Other['X'] should NOT be longer than 1024 characters"),
    ("21 standards", {"Compliance": {"AssociatedStandards": [{"StandardsId": "x"}] * 21}}, "data.Compliance.AssociatedStandards should NOT have more than 20 items"),
    ("no resources", {"Resources": []}, "data.Resources should NOT have fewer than 1 items"),
    ("neither Severity nor FindingProviderFields", {"Severity": ABSENT}, "data should match some schema in anyOf"),
):
    refuses("Words", name, "O", changes, words)
for name, changes in {
    "a function's LastModified that is no timestamp": details("AwsLambdaFunction", LastModified="yesterday"),
    "an optional member that is null": {"SourceUrl": None},
    "a port of 65536 on a path": {"NetworkPath": [{"Egress": {"Destination": {"PortRanges": [{"Begin": 1, "End": 65536}]}}}]},
    "a MAC address of seven parts": {"Network": {"SourceMac": "00:0d:83:b1:c0:8e:00"}},
    "a ComponentId that is empty": {"NetworkPath": [{"ComponentId": ""}]},
    "a code repository whose ProjectName is a number": details("CodeRepository", ProjectName=7),
}.items():
    refuses("Both sides", f"refuses {name}", "M", changes)
for text in ("1", "12345678901a", "1234567890123"):
    @rule("Imports", f"AwsAccountId that is no account: {text}", "M")
    def _(service, text=text):
        reply = service.send(service.finding(AwsAccountId=text))
        expect((reply.status, reply.code), (403, "AccessDeniedException"))


@rule("Updates", "An update without CreatedAt or UpdatedAt is refused", "G")
def _(service):
    service.send(service.finding())
    reply = service.send(service.finding(CreatedAt=ABSENT, Title="New"), service.finding("g", UpdatedAt=ABSENT))
    expect((reply.json["FailedCount"], service.held()["Title"]), (2, "A title"))


@rule("Filled in", "ProductFields: the sender's 50 and the service's three", "O")
def _(service):
    service.send(service.finding(ProductFields={f"k{number}": "v" for number in range(50)}))
    expect(len(service.held()["ProductFields"]), 53)


@rule("Provider fields", "An update of the provider alone goes to the top, too", "G")
def _(service):
    service.send(service.finding())
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", Severity=ABSENT, Types=ABSENT, FindingProviderFields={"Severity": {"Label": "LOW"}, "Types": ["TTPs"]}))
    held = service.held()
    expect((held["Severity"]["Label"], held["Types"], held["FindingProviderFields"]["Severity"]["Label"]), ("LOW", ["TTPs"], "LOW"))


@rule("Provider fields", "An update of the top alone goes to the provider's fields, too", "G")
def _(service):
    service.send(service.finding(FindingProviderFields={"Severity": {"Label": "LOW"}, "Types": ["TTPs"]}))
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", Severity={"Label": "CRITICAL"}))
    held = service.held()
    expect((held["Severity"]["Label"], held["FindingProviderFields"]["Severity"]["Label"]), ("CRITICAL", "CRITICAL"))


@rule("Filled in", "What a new finding says for the customer is taken", "G")
def _(service):
    service.send(service.finding(VerificationState="TRUE_POSITIVE", Note={"Text": "x", "UpdatedBy": "me", "UpdatedAt": TIME}))
    held = service.held()
    expect((held["VerificationState"], held["Note"]["Text"]), ("TRUE_POSITIVE", "x"))


@rule("BatchUpdateFindings", "A customer cannot set RecordState, Title or FindingProviderFields", "G")
def _(service):
    service.send(service.finding())
    service.update(VerificationState="UNKNOWN", RecordState="ARCHIVED", Title="Mine", FindingProviderFields={"Severity": {"Label": "LOW"}})
    held = service.held()
    expect((held["RecordState"], held["Title"], held["FindingProviderFields"]["Severity"]["Label"], held["VerificationState"]), ("ACTIVE", "A title", "HIGH", "UNKNOWN"))


@rule("BatchUpdateFindings", "100 identifiers, some of which there are", "M")
def _(service):
    service.send(*(service.finding(f"f{number}") for number in range(50)))
    named = [{"Id": f"f{number}", "ProductArn": service.product()} for number in range(100)]
    reply = service.call("PATCH", "/findings/batchupdate", {"FindingIdentifiers": named, "Criticality": 1}).json
    expect((len(reply["ProcessedFindings"]), {failed["ErrorCode"] for failed in reply["UnprocessedFindings"]}, len(reply["UnprocessedFindings"])), (50, {"FindingNotFound"}, 50))


@rule("Imports", "The same finding twice in a call is taken one after the other", "O")
def _(service):
    reply = service.send(service.finding(Title="First"), service.finding(UpdatedAt="2025-01-02T00:00:00Z", Title="Second"), service.finding(Title="Late")).json
    expect((reply["SuccessCount"], service.held()["Title"], len(service.call("POST", "/findings", {}).json["Findings"])), (3, "Second", 1))


@rule("Hub", "Disabling and enabling the hub, and disabling it twice", "M")
def _(service):
    service.send(service.finding())
    expect(service.call("DELETE", "/accounts").status, 200)
    expect((service.call("DELETE", "/accounts").status, service.call("POST", "/accounts", {}).status, service.call("GET", "/accounts").status), (401, 200, 200))


@rule("Integrations", "Disabling the hub ends AWS's integrations and leaves a partner's", "G")
def _(service):
    service.call("POST", "/productSubscriptions", {"ProductArn": f"arn:aws:securityhub:{service.region}::product/prowler/prowler"})
    path = "/productSubscriptions/" + urllib.parse.quote(f"arn:aws:securityhub:{service.region}:{service.account}:product-subscription/aws/inspector", safe="/")
    service.call("DELETE", path)
    service.call("DELETE", "/accounts")
    service.call("POST", "/accounts", {})
    on = " ".join(service.call("GET", "/productSubscriptions").json["ProductSubscriptions"])
    expect(("prowler/prowler" in on, "aws/inspector" in on), (True, True))


@rule("Everything else", "UpdateFindings does not outlast the provider's next version", "M")
def _(service):
    service.send(service.finding(RecordState="ACTIVE"))
    named = {"Id": [{"Value": "f", "Comparison": "EQUALS"}]}
    service.call("PATCH", "/findings", {"Filters": named, "RecordState": "ARCHIVED"})
    archived = service.held()["RecordState"]
    service.send(service.finding(UpdatedAt="2025-01-02T00:00:00Z", RecordState="ACTIVE"))
    expect((archived, service.held()["RecordState"]), ("ARCHIVED", "ACTIVE"))


answers("GetFindings", "takes 10 attributes of 20 values", "M", "POST", "/findings", {"Filters": {name: TEXT * 20 for name in ("Id", "Title", "ProductArn", "AwsAccountId", "GeneratorId", "Region", "Type", "Description", "SourceUrl", "ProductName")}}, 200)
answers("GetFindings", "refuses CONTAINS with NOT_CONTAINS", "M", "POST", "/findings", {"Filters": {"Title": [{"Value": "x", "Comparison": "CONTAINS"}, {"Value": "y", "Comparison": "NOT_CONTAINS"}]}}, 400, "InvalidInputException")
answers("V2", "Import into the other hub is not played", "M", "POST", "/findingsv2/import", {"Findings": ["{}"]}, 501)


# --- Answers

@rule("Answers", "carry a request id and an API gateway's id", "O")
def _(service):
    reply = service.call("GET", "/accounts")
    expect(bool(reply.headers.get("x-amzn-RequestId") and reply.headers.get("x-amz-apigw-id")), True)
    expect(reply.headers.get("Content-Type"), "application/json")


@rule("Answers", "name an error in a header and in Code", "O")
def _(service):
    reply = service.call("POST", "/findings", {"MaxResults": 0})
    expect((reply.headers.get("x-amzn-ErrorType"), reply.json.get("Code"), "Message" in reply.json), ("InvalidInputException",) * 2 + (True,))


def run(endpoint, starts_off):
    """What each rule comes to: None where it is kept, else how it is not."""
    results = []
    for number, (_, _, _, check) in enumerate(rules):
        try:
            check(Service(endpoint, number, starts_off))
            results.append(None)
        except Exception as failure:  # whatever goes wrong is a rule that is not kept
            results.append(f"{type(failure).__name__}: {failure}")
    return results


def page(ours, moto):
    print("# The contract, rule by rule\n")
    print("Written by `tests/contract/rules.py --page`, which has put every rule to both services in raw requests. Sources: M the API")
    print("model, R the API reference, G the user guide, O a reply of AWS's service that somebody has quoted.\n")
    print(f"{len(rules)} rules: the emulator keeps {ours.count(None)}, moto {moto.count(None)}.")
    for topic in dict.fromkeys(topic for topic, *_ in rules):
        print(f"\n## {topic}\n\n| rule | source | emulator | moto |\n|---|---|---|---|")
        for (of, name, source, _), emulated, motos in zip(rules, ours, moto):
            if of != topic:
                continue
            name = name.replace("|", "\\|").replace("\n", " ")
            print(f"| {name} | {source} | {'yes' if emulated is None else 'no'} | {'yes' if motos is None else 'no'} |")


def main():
    if sys.argv[1] == "--page":
        page(run(sys.argv[2], False), run(sys.argv[3], True))
        return 0
    results = run(sys.argv[1], False)
    for (topic, name, _, _), result in zip(rules, results):
        if result is not None:
            print(f"{topic}: {name}: {result}")
    print(f"{len(rules)} rules, {results.count(None)} kept")
    return 1 if any(results) else 0


if __name__ == "__main__":
    sys.exit(main())
