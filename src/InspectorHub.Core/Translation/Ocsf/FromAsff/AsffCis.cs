using InspectorHub.Asff;
using InspectorHub.Findings.Cis;
using InspectorHub.Translation.Cis;

namespace InspectorHub.Translation.Ocsf.FromAsff;

/// <summary>The result of a CIS scan behind its ASFF: most of it stands in ProductFields.</summary>
internal static class AsffCis
{
    private const string Prefix = "aws/inspector/";

    /// <param name="asff">In the Inspector form.</param>
    public static CisFinding Of(AsffFinding asff)
    {
        var check = Field(asff, CisFields.CheckId);
        return new CisFinding
        {
            ScanArn = Field(asff, CisFields.ScanArn),
            AccountId = asff.AwsAccountId,
            TargetResourceId = Field(asff, "instanceId"),
            Platform = Field(asff, "resources/1/resourceDetails/awsEc2InstanceDetails/platform"),
            Status = Field(asff, CisFields.Status),
            StatusReason = Field(asff, CisFields.StatusReason),
            CheckId = check,
            // ASFF puts the check before its title.
            Title = asff.Title?.StartsWith(check + " ", StringComparison.Ordinal) == true
                ? asff.Title.Substring(check!.Length + 1)
                : asff.Title,
            CheckDescription = asff.Description,
            Remediation = asff.Remediation?.Recommendation?.Text,
            Level = Field(asff, CisFields.Level),
            FindingArn = Field(asff, CisFields.FindingArn),
            ScanDate = asff.UpdatedAt,
            ScanName = Field(asff, CisFields.ScanName),
            ScanConfigurationArn = Field(asff, CisFields.ScanConfigurationArn),
            TargetResourceTags = TagsOf(asff.Resources?.Find(one => one is not null)),
        };
    }

    private static CisTags? TagsOf(AsffResource? resource)
    {
        if (resource?.Tags is not { Count: > 0 } tags) return null;
        var named = new CisTags();
        foreach (var tag in tags) named[tag.Key] = [tag.Value];
        return named;
    }

    private static string? Field(AsffFinding asff, string name) => asff.ProductFields.Field(Prefix + name);
}
