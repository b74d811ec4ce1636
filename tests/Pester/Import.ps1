# The built module where there is one, else the installed one. Dot-sourced by the tests; gives the example findings too.
$built = "$PSScriptRoot/../../out/InspectorHub/InspectorHub.psd1"
if (Test-Path $built) { Import-Module $built -Force } else { Import-Module InspectorHub }

$findings = @'
{"findings": [
  {"findingArn": "arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001", "awsAccountId": "123456789012",
   "type": "PACKAGE_VULNERABILITY", "title": "CVE-2025-0001 - openssl", "description": "A flaw in openssl.", "severity": "CRITICAL", "status": "ACTIVE",
   "fixAvailable": "YES", "exploitAvailable": "YES",
   "firstObservedAt": "2026-01-02T03:04:05Z", "lastObservedAt": "2026-02-03T04:05:06Z", "updatedAt": "2026-02-03T04:05:06Z",
   "remediation": {"recommendation": {"text": "None Provided"}},
   "resources": [{"type": "AWS_EC2_INSTANCE", "id": "i-0123456789abcdef0", "partition": "aws", "region": "us-east-1"}],
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2025-0001", "source": "NVD", "vulnerablePackages": [{"name": "openssl", "version": "1.1.1"}]}},
  {"findingArn": "arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000002", "awsAccountId": "123456789012",
   "type": "PACKAGE_VULNERABILITY", "title": "CVE-2025-0002 - zlib", "description": "A flaw in zlib.", "severity": "LOW", "status": "ACTIVE",
   "firstObservedAt": "2026-01-02T03:04:05Z", "lastObservedAt": "2026-02-03T04:05:06Z", "updatedAt": "2026-02-03T04:05:06Z",
   "remediation": {"recommendation": {"text": "None Provided"}},
   "resources": [{"type": "AWS_EC2_INSTANCE", "id": "i-0123456789abcdef0", "partition": "aws", "region": "us-east-1"}],
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2025-0002", "source": "NVD", "vulnerablePackages": [{"name": "zlib", "version": "1.2"}]}}
]}
'@
