namespace InspectorHub.Translation;

/// <summary>The finding types that Inspector's findings get. Source: the ASFF type taxonomy, and the ASFF that Inspector sends.</summary>
internal static class TypeNames
{
    public const string Checks = "Software and Configuration Checks";
    public const string Vulnerabilities = Checks + "/Vulnerabilities";
    public const string Cve = Vulnerabilities + "/CVE";
    public const string BestPractices = Checks + "/AWS Security Best Practices";
    public const string NetworkReachability = BestPractices + "/Network Reachability";
    public const string RuntimeBehavior = BestPractices + "/Runtime Behavior Analysis";
    public const string PatchManagement = Checks + "/Patch Management";
    public const string InitialAccess = "TTPs/Initial Access";
    public const string HostHardening = Checks + "/Industry and Regulatory Standards/CIS Host Hardening Benchmarks";
}
