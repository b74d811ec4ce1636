using System.Text;
using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;
using InspectorHub.Outbox;
using InspectorHub.Translation;

namespace InspectorHub.Proofs.Fuzzing;

/// <summary>
/// Mutated documents through all that reads findings: the readers, the translators, both forms, the rules, the outbox's own reading.
/// What is wrong with a document is a problem among the readings, or an exception that the method names; nothing else may come out.
/// </summary>
internal static class FindingFuzz
{
    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """
            {"arn":"arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d","schemaVersion":1,
             "service":"Inspector",
              "serviceAttributes":{"schemaVersion":1,
               "assessmentRunArn":"arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c",
                "rulesPackageArn":"arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-ubA5XvBh"},"assetType":"ec2-instance",
                 "assetAttributes":{"schemaVersion":1,"agentId":"i-0a1b2c3d4e5f60718","hostname":"web","ipv4Addresses":["10.0.0.5"],
                  "tags":[{"key":"Name","value":"web"}]},"id":"CVE-2020-1234","title":"A title","description":"A text","recommendation":"Do.","severity":"High","numericSeverity":9,"confidence":10,"indicatorOfCompromise":false,"attributes":[{"key":"INSTANCE_ID","value":"i-0a1b2c3d4e5f60718"},{"key":"CVSS3_SCORE","value":"7.5"}],"userAttributes":[],"createdAt":1605555386.753,"updatedAt":1605555386.753}
            """,
            """
            {"findings":[{"findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/0123456789abcdef0123456789abcdef",
             "awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY","title":"CVE-2024-0001 - libfoo","description":"A text",
              "severity":"HIGH","status":"ACTIVE","firstObservedAt":"2024-09-04T16:59:44.356Z","lastObservedAt":1725555584.3,
               "updatedAt":"Wed Sep 04 16:59:44.356 UTC 2024","inspectorScore":7.5,"epss":{"score":0.00043},"fixAvailable":"YES",
                "exploitAvailable":"NO","remediation":{"recommendation":{"text":"None","Url":"https://example.com"}},
                 "resources":[{"type":"AWS_EC2_INSTANCE","id":"i-0a1b2c3d4e5f60718","region":"eu-central-1","partition":"aws",
                  "tags":{"Name":"web"},"details":{"awsEc2Instance":{"type":"t3.small","launchedAt":"2024-01-01T00:00:00Z","ipV4Addresses":["10.0.0.1"],"platform":"AMAZON_LINUX_2"}}}],"packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2024-0001","source":"NVD","cvss":[{"baseScore":7.5,"scoringVector":"CVSS:3.1/AV:N","version":"3.1","source":"NVD"}],"vendorCreatedAt":"2024-01-01T00:00:00Z","referenceUrls":["https://example.com"],"vulnerablePackages":[{"name":"libfoo","version":"1.0","epoch":0,"arch":"X86_64","packageManager":"OS","fixedInVersion":"1.1"}]}}],"nextToken":null}
            """,
            """
            {"version":"0","id":"a","detail-type":"Inspector2 Finding","source":"aws.inspector2","account":"111122223333",
             "time":"2024-09-04T17:00:36Z","region":"eu-central-1","resources":["i-1"],
              "detail":{"findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/1","awsAccountId":"111122223333",
               "type":"NETWORK_REACHABILITY","title":"Port 22 is reachable","severity":"MEDIUM","status":"CLOSED",
                "firstObservedAt":"Sep 4, 2024, 4:59:44 PM","updatedAt":"Sep 4, 2024, 4:59:44 PM",
                 "networkReachabilityDetails":{"openPortRange":{"begin":22,"end":22},"protocol":"TCP",
                  "networkPath":{"steps":[{"componentId":"igw-1","componentType":"AWS::EC2::InternetGateway"}]}},"resources":[{"type":"AWS_EC2_INSTANCE","id":"i-1","region":"eu-central-1"}]}}
            """,
            """
            {"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"timestamp":"2024-09-04T16:59:44Z"},
             "components":[{"bom-ref":"comp-1","type":"library","name":"libfoo","version":"1.0","purl":"pkg:rpm/libfoo@1.0?arch=x86_64"}],
              "vulnerabilities":[{"bom-ref":"vuln-1","id":"CVE-2024-0001",
               "ratings":[{"source":{"name":"NVD"},"score":7.5,"severity":"high","method":"CVSSv31","vector":"AV:N"}],
                "affects":[{"ref":"comp-1"}],"published":"2024-01-01T00:00:00Z",
                 "properties":[{"name":"amazon:inspector:sbom_scanner:priority","value":"standard"}]}]}
            """,
            """
            {"scanResultDetails":[{"scanArn":"arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-scan/1",
             "accountId":"111122223333","targetResourceId":"i-1","checkId":"1.1.1","title":"A check","checkDescription":"A text",
              "level":"LEVEL_1","platform":"AMAZON_LINUX_2","remediation":"Do.","status":"FAILED","statusReason":"No.",
               "findingArn":"arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-finding/1"}],"nextToken":null}
            """,
            """
            {"SchemaVersion":"2018-10-08","Id":"x","ProductArn":"arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default",
             "GeneratorId":"g","AwsAccountId":"111122223333","Types":["Software and Configuration Checks"],
              "CreatedAt":"2024-09-04T16:59:44Z","UpdatedAt":"2024-09-04T16:59:44.123Z","Severity":{"Label":"LOW","Normalized":1},
               "Title":"t","Description":"d",
                "Resources":[{"Type":"AwsEc2Instance","Id":"i-1","Tags":{"a":"b"},
                 "Details":{"AwsEc2Instance":{"LaunchedAt":"2024-01-01T00:00:00Z"}}}],
                  "Vulnerabilities":[{"Id":"CVE-1","Cvss":[{"BaseScore":7.5}],"EpssScore":0.1}],"RecordState":"ACTIVE","Workflow":{"Status":"NEW"}}
            """,
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly ScanArtifact Artifact =
        ScanArtifact.Of("111122223333.dkr.ecr.eu-central-1.amazonaws.com/app:1", default, null, null);

    /// <summary>Tries an input; its number makes it again.</summary>
    /// <param name="input">The number.</param>
    /// <param name="findings">How many findings came out of it.</param>
    /// <returns>What came out that must not; null where nothing did.</returns>
    public static Exception? Try(int input, out int findings)
    {
        findings = 0;
        try
        {
            findings = Try(new Mutator(input).Mutate(Seeds[input % Seeds.Length], Seeds[input / Seeds.Length % Seeds.Length]));
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private static int Try(byte[] text)
    {
        var findings = 0;
        using var stream = new MemoryStream(text);
        foreach (var reading in FindingReader.Read(stream, "fuzz", Artifact, DateTimeOffset.UnixEpoch))
        {
            if (reading.Finding is { } finding)
            {
                findings++;
                Translate(finding);
            }
            else if (reading.Asff is { } asff)
            {
                Take(asff);
            }
        }

        Take(text);
        return findings;
    }

    private static void Translate(InspectorFinding finding)
    {
        try
        {
            Check(AsffTranslator.Translate(finding));
            var account = AccountForm.Of(finding);
            Check(account);
            _ = new OutboundFinding(account);
        }
        catch (Exception refused) when (refused is TranslationException or FormatException)
        {
            // It lacks what ASFF cannot do without.
        }
    }

    // What the translator makes is what the rules accept; but for an account or a Region that is none, which is for the user to put right.
    private static void Check(AsffFinding asff)
    {
        var violations = AsffRules.Check(AsffJson.Serialize(asff))
            .Where(violation => !violation.Path.EndsWith("ProductArn", StringComparison.Ordinal)
                && !violation.Path.EndsWith("AwsAccountId", StringComparison.Ordinal)).ToList();
        if (violations.Count > 0) throw new InvalidOperationException(AsffRules.Refusal(violations));
    }

    private static void Take(byte[] asff)
    {
        try
        {
            _ = AsffRules.Check(asff);
        }
        catch (JsonException)
        {
            // It is not JSON.
        }

        try
        {
            _ = new OutboundFinding(asff).WithTimes("2026-01-01T00:00:00Z", 1);
        }
        catch (FormatException)
        {
            // It is no finding that could be delivered.
        }

        try
        {
            _ = AsffJson.Serialize(AsffJson.Parse(asff));
        }
        catch (JsonException)
        {
            // It is not ASFF.
        }
    }
}
