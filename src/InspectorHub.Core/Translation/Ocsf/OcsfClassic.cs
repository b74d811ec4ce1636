using InspectorHub.Common;
using InspectorHub.Findings.Classic;
using InspectorHub.Ocsf;
using InspectorHub.Translation.Classic;

namespace InspectorHub.Translation.Ocsf;

/// <summary>
/// Findings of Amazon Inspector Classic to OCSF. No hub ever had them, so that all of it is decided here: a vulnerability is a
/// Vulnerability Finding (2002); whatever else is a rule of a rules package that an instance fails, a Compliance Finding (2003).
/// </summary>
internal static class OcsfClassic
{
    private const string Feature = "Amazon Inspector Classic";

    // Source: OCSF, compliance.status_id.
    private const long Fail = 3;

    /// <param name="json">Where the finding is written.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="version">The version of OCSF.</param>
    /// <param name="id">The id that it has already; else it is made.</param>
    public static void Write(OcsfWriter json, ClassicFinding finding, OcsfVersion version, string? id = null)
    {
        if (Arn.Parse(finding.Arn) is not { Region.Length: > 0, AccountId.Length: > 0 } arn)
        {
            throw new TranslationException(
                finding.Arn, finding.Arn is null ? "it has no 'arn'." : "its 'arn' is not arn:PARTITION:inspector:REGION:ACCOUNT:….");
        }

        var created = finding.CreatedAt ?? finding.UpdatedAt ?? throw new TranslationException(finding.Arn, "it has no 'createdAt'.");
        var package = RulesPackage.Find(finding.ServiceAttributes?.RulesPackageArn);
        var isVulnerability = package?.Type == TypeNames.Cve;
        var head = new OcsfEvent
        {
            Class = isVulnerability ? OcsfClass.Vulnerability : OcsfClass.Compliance,
            Activity = finding.UpdatedAt > created ? OcsfActivity.Update : OcsfActivity.Create,
            Product = OcsfProduct.Own(Feature),
            Region = arn.Region,
            AccountId = arn.AccountId,
            Uid = id ?? ClassicIdentity.Of(finding, arn),
            UidAlt = finding.Arn,
            Title = finding.Title,
            Description = finding.Description,
            Types = [package?.Type ?? TypeNames.Checks],
            FirstSeen = created,
            LastSeen = finding.UpdatedAt ?? created,
            Modified = finding.UpdatedAt ?? created,
            Severity = OcsfSeverity.Of(finding.Severity?.Label),
            Status = OcsfStatus.New,
            Confidence = finding.Confidence,
        };
        json.Start();
        head.Write(json, version);
        WriteResource(json, finding, arn, version);
        if (isVulnerability) WriteVulnerability(json, finding);
        else WriteCompliance(json, finding, package);
        OcsfClassicUnmapped.Write(json, finding);
        json.End();
    }

    private static void WriteVulnerability(OcsfWriter json, ClassicFinding finding)
    {
        json.StartList("vulnerabilities");
        json.Start();
        json.Start(OcsfVulnerabilityParts.IsCve(finding.Id) ? "cve" : "advisory");
        json.RequiredText("uid", finding.Id ?? finding.Title);
        json.End();
        json.Text("desc", finding.Description);
        WriteRemediation(json, finding);
        json.End();
        json.End();
    }

    private static void WriteCompliance(OcsfWriter json, ClassicFinding finding, RulesPackage? package)
    {
        json.Start("compliance");
        json.Text("control", finding.Id);
        if (package is not null) json.Texts("standards", [package.Name]);
        json.Text("status", "Fail");
        json.Number("status_id", Fail);
        json.End();
        WriteRemediation(json, finding);
    }

    private static void WriteRemediation(OcsfWriter json, ClassicFinding finding)
    {
        json.Start("remediation");
        json.Text("desc", finding.Recommendation);
        json.End();
    }

    private static void WriteResource(OcsfWriter json, ClassicFinding finding, Arn arn, OcsfVersion version)
    {
        var asset = finding.AssetAttributes;
        var hasAgent = !string.IsNullOrEmpty(asset?.AgentId);
        json.StartList("resources");
        json.Start();
        json.Text("cloud_partition", arn.Partition);
        json.Start("data");
        json.Start("awsEc2InstanceDetails");
        json.Text("imageId", asset?.AmiId);
        json.Texts("ipV4Addresses", asset?.Ipv4Addresses);
        json.End();
        json.End();
        json.Text("hostname", asset?.Hostname);
        json.Start("owner");
        json.Start("account");
        json.Text("uid", arn.AccountId);
        json.End();
        json.End();
        if (version.HasCloudResources) json.Text("provider", "AWS");
        json.Text("region", arn.Region);
        OcsfTags.Write(
            json, asset?.Tags?.Where(tag => tag?.Key is not null)
                .Select(tag => new KeyValuePair<string, string>(tag.Key!, tag.Value ?? "")));
        json.Text("type", hasAgent ? "AWS::EC2::Instance" : "AWS::::Account");
        json.Text("uid", hasAgent ? asset!.AgentId : arn.AccountId);
        json.End();
        json.End();
    }
}
