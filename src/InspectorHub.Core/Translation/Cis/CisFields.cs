using InspectorHub.Asff;

namespace InspectorHub.Translation.Cis;

/// <summary>What ProductFields say of a CIS check, after the prefix of the form: <c>aws/inspector/</c> or <c>inspector/</c>.</summary>
internal static class CisFields
{
    public const string InstanceId = "instanceId";
    public const string CheckId = "cis/checkId";
    public const string Level = "cis/level";
    public const string Status = "cis/status";
    public const string StatusReason = "cis/statusReason";
    public const string ScanName = "cis/scanName";
    public const string ScanConfigurationArn = "cis/scanConfigurationArn";
    public const string ScanArn = "cis/scanArn";
    public const string FindingArn = "cis/findingArn";

    /// <summary>One of them, of a finding in the account form; null where it does not have it.</summary>
    public static string? InAccount(AsffFinding finding, string name) =>
        finding.ProductFields is { } fields && fields.TryGetValue($"inspector/{name}", out var value) ? value : null;
}
