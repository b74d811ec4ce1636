namespace InspectorHub.Translation.Classic;

/// <summary>
/// A rules package of Inspector Classic: its name and the ASFF type of its findings. Sources: Amazon Inspector Classic user
/// guide, "Amazon Inspector ARNs for rules packages" (the retired Runtime Behavior Analysis is in its revisions before
/// January 2020), and the ASFF type taxonomy.
/// </summary>
internal sealed class RulesPackage
{
    private static readonly RulesPackage Cve = new("Common Vulnerabilities and Exposures", TypeNames.Cve);
    private static readonly RulesPackage Cis = new("CIS Operating System Security Configuration Benchmarks", TypeNames.HostHardening);
    private static readonly RulesPackage Network = new("Network Reachability", TypeNames.NetworkReachability) { NamesRuleInType = true };
    private static readonly RulesPackage Practices = new("Security Best Practices", TypeNames.BestPractices);
    private static readonly RulesPackage Runtime = new("Runtime Behavior Analysis", TypeNames.RuntimeBehavior);

    private static readonly Dictionary<string, RulesPackage> Known = Table();

    private RulesPackage(string name, string type) => (Name, Type) = (name, type);

    /// <summary>As it stands in <c>aws/inspector/RulesPackageName</c>.</summary>
    public string Name { get; }

    /// <summary>The ASFF type of its findings.</summary>
    public string Type { get; }

    /// <summary>Whether the rule's id follows the type after a dash, as seen for Network Reachability.</summary>
    public bool NamesRuleInType { get; private init; }

    /// <summary>The package of an ARN or of a name; null for one that the table does not have.</summary>
    public static RulesPackage? Find(string? arnOrName) =>
        arnOrName is not null && Known.TryGetValue(arnOrName, out var package) ? package : null;

    private static Dictionary<string, RulesPackage> Table()
    {
        var table = new Dictionary<string, RulesPackage>(StringComparer.Ordinal);
        foreach (var package in new[] { Cve, Cis, Network, Practices, Runtime }) table.Add(package.Name, package);

        void Add(string owner, string? cve, string? cis, string? network, string? practices, string? runtime)
        {
            foreach (var (id, package) in new[] { (cve, Cve), (cis, Cis), (network, Network), (practices, Practices), (runtime, Runtime) })
            {
                if (id is not null) table.Add($"{owner}:rulespackage/{id}", package);
            }
        }

        Add("arn:aws:inspector:us-east-2:646659390643", "0-JnA8Zp85", "0-m8r61nnh", "0-cE4kTR30", "0-AxKmMHPX", "0-UCYZFKPV");
        Add("arn:aws:inspector:us-east-1:316112463485", "0-gEjTy7T7", "0-rExsr2X8", "0-PmNV0Tcd", "0-R01qwB5Q", "0-gBONHN9h");
        Add("arn:aws:inspector:us-west-1:166987590008", "0-TKgzoVOa", "0-xUY8iRqX", "0-TxmXimXF", "0-byoQRFYm", "0-yeYxlt0x");
        Add("arn:aws:inspector:us-west-2:758058086616", "0-9hgA516p", "0-H5hpSawc", "0-rD1z6dpl", "0-JJOtZiqQ", "0-vg5GGHSD");
        Add("arn:aws:inspector:ap-south-1:162588757376", "0-LqnJE9dO", "0-PSUlX14m", "0-YxKfjFu1", "0-fs0IZZBj", "0-EhMQZy6C");
        Add("arn:aws:inspector:ap-northeast-2:526946625049", "0-PoGHMznc", "0-T9srhg1z", "0-s3OmLzhL", "0-2WRpmi4n", "0-PoYq7lI7");
        Add("arn:aws:inspector:ap-southeast-2:454640832652", "0-D5TGAxiR", "0-Vkd2Vxjq", "0-FLcuV4Gz", "0-asL6HRgN", "0-P8Tel2Xj");
        Add("arn:aws:inspector:ap-northeast-1:406045910587", "0-gHP9oWNT", "0-7WNjqgGu", "0-YI95DVd7", "0-bBUQnxMq", "0-knGBhqEu");
        Add("arn:aws:inspector:eu-central-1:537503971621", "0-wNqHa8M9", "0-nZrAVuv8", "0-6yunpJ91", "0-ZujVHEPB", "0-0GMUM6fg");
        Add("arn:aws:inspector:eu-west-1:357557129151", "0-ubA5XvBh", "0-sJBhCr0F", "0-SPzU33xe", "0-SnojL3Z6", "0-lLmwe1zd");
        Add("arn:aws:inspector:eu-west-2:146838936955", "0-kZGCqcE1", "0-IeCjwf1W", "0-AizSYyNq", "0-XApUiSaP", null);
        Add("arn:aws:inspector:eu-north-1:453420244670", "0-IgdgIewd", "0-Yn8jlX7f", "0-52Sn74uu", "0-HfBQSbSf", null);
        Add("arn:aws-us-gov:inspector:us-gov-east-1:206278770380", "0-3IFKFuOb", "0-pTLCdIww", null, "0-vlgEGcVD", "0-850TmCFX");
        Add("arn:aws-us-gov:inspector:us-gov-west-1:850862329162", "0-4oQgcI4G", "0-Ac4CFOuc", null, "0-rOTGqe5G", "0-JMyjuzoW");
        return table;
    }
}
