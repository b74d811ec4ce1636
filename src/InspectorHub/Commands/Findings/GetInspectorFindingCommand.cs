using System.Collections;
using System.Globalization;
using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Commands;

/// <summary>Lists findings of Amazon Inspector, page by page as they come. Text parameters take PowerShell's wildcards.</summary>
[Cmdlet(VerbsCommon.Get, "InspectorFinding", DefaultParameterSetName = Inspector2)]
[OutputType(typeof(Inspector2Finding), ParameterSetName = [Inspector2])]
[OutputType(typeof(ClassicFinding), ParameterSetName = [InspectorClassic])]
[OutputType(typeof(CisFinding), ParameterSetName = [OfCis])]
public sealed partial class GetInspectorFindingCommand : RegionsCommand
{
    private const string Inspector2 = nameof(Inspector2);
    private const string InspectorClassic = nameof(Classic);
    private const int PageSize = 100;

    /// <summary>Severities.</summary>
    [Parameter]
    [ValidateSet("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "UNTRIAGED", "UNDEFINED")]
    public string[]? Severity { get; set; }

    /// <summary>Resources: instance ids, image and function ARNs.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ResourceId { get; set; }

    /// <summary>Vulnerabilities, for example CVE-2021-44228; the names of rules with -Classic.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [Parameter(ParameterSetName = InspectorClassic)]
    [Alias("RuleName")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? VulnerabilityId { get; set; }

    /// <summary>Changed at this time or later; with -Classic found.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [Parameter(ParameterSetName = InspectorClassic)]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>States: ACTIVE, SUPPRESSED, CLOSED; with -Cis FAILED, which is the default there, PASSED, SKIPPED or ALL.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [Parameter(ParameterSetName = OfCis)]
    [ValidateSet("ACTIVE", "SUPPRESSED", "CLOSED", "FAILED", "PASSED", "SKIPPED", "ALL")]
    public string[]? Status { get; set; }

    /// <summary>Types of findings.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [ValidateSet("NETWORK_REACHABILITY", "PACKAGE_VULNERABILITY", "CODE_VULNERABILITY")]
    public string[]? Type { get; set; }

    /// <summary>Types of resources, for example AWS_EC2_INSTANCE.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [ArgumentCompleter(typeof(InspectorResourceTypeCompleter))]
    [SupportsWildcards]
    public string[]? ResourceType { get; set; }

    /// <summary>Accounts; a delegated administrator sees those of its organization.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [Parameter(ParameterSetName = OfCis)]
    [Alias("AwsAccountId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? AccountId { get; set; }

    /// <summary>Tags of resources; one of them with its value is enough.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [Parameter(ParameterSetName = OfCis)]
    public IDictionary? Tag { get; set; }

    /// <summary>Titles.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [Parameter(ParameterSetName = OfCis)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? Title { get; set; }

    /// <summary>ARNs of findings.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? FindingArn { get; set; }

    /// <summary>Whether a fix is available.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [ValidateSet("YES", "NO", "PARTIAL")]
    public string[]? FixAvailable { get; set; }

    /// <summary>Whether an exploit is available.</summary>
    [Parameter(ParameterSetName = Inspector2)]
    [ValidateSet("YES", "NO")]
    public string[]? ExploitAvailable { get; set; }

    /// <summary>
    /// A filter in Amazon Inspector's own terms, a FilterCriteria structure; what it says comes on top of the other
    /// parameters.
    /// </summary>
    [Parameter(ParameterSetName = Inspector2)]
    public IDictionary? Filter { get; set; }

    /// <summary>
    /// Adds what Amazon Inspector knows beside the finding: CISA's dates, the risk score, exploits seen, techniques and
    /// tools.
    /// </summary>
    [Parameter(ParameterSetName = Inspector2)]
    public SwitchParameter Detail { get; set; }

    /// <summary>Asks Amazon Inspector Classic.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InspectorClassic)]
    public SwitchParameter Classic { get; set; }

    /// <summary>Assessment runs of Amazon Inspector Classic.</summary>
    [Parameter(ParameterSetName = InspectorClassic)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? AssessmentRunArn { get; set; }

    /// <summary>Rules packages of Amazon Inspector Classic.</summary>
    [Parameter(ParameterSetName = InspectorClassic)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? RulesPackageArn { get; set; }

    /// <summary>At most this many findings per Region.</summary>
    [Parameter]
    [Alias("MaxResult")]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    private protected override void Begin()
    {
        string[] possible = Cis ? [CisFinding.Failed, CisFinding.Passed, CisFinding.Skipped, All] : ["ACTIVE", "SUPPRESSED", "CLOSED"];
        if (Status?.Except(possible, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is not { } other) return;
        var words = $"{(Cis ? "A result of a CIS scan" : "A finding")} has no status {other}; {string.Join(", ", possible)} are possible.";
        ThrowTerminatingError(
            new ErrorRecord(new PSInvalidOperationException(words), "NoSuchStatus", ErrorCategory.InvalidArgument, other));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var connection in Connections)
        {
            try
            {
                var region = AwsRegions.Resolve(connection);
                if (Cis)
                {
                    WriteCisResults(connection, region);
                }
                else if (Classic)
                {
                    using var client = new InspectorClassicClient(connection, region);
                    Write(region, client.ListFindingsAsync(ClassicFilter(), AssessmentRunArn, Stop));
                }
                else
                {
                    using var client = new Inspector2Client(connection, region);
                    var (filter, size) = (InspectorFilter(), Wanted.IsAny ? PageSize : Math.Min(First, PageSize));
                    Write(region, Detail ? client.ListFindingsWithDetailsAsync(filter, size, Stop)
                        : client.ListFindingsAsync(filter, size, Stop));
                }
            }
            catch (AwsException failure)
            {
                WriteError(ErrorOf(failure, connection.Region));
            }
        }
    }

    private void Write(string region, IAsyncEnumerable<IReadOnlyList<FindingReading>> pages)
    {
        var (left, wanted) = (First, Wanted);
        using var progress = new ReadingProgress(this, $"Reading findings of Amazon Inspector in {region}");
        foreach (var reading in Await(pages).SelectMany(page => progress.Count(page)))
        {
            if (reading.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, problem.FindingId));
            if (reading.Notice is { } notice) Write(notice);
            if (reading.Finding is null || !wanted.IsMatch(reading.Finding)) continue;
            WriteObject(reading.Finding);
            if (--left == 0) return;
        }
    }

    private byte[]? InspectorFilter()
    {
        var filter = new InspectorFilter()
            .WhereEnum("severity", Severity).WhereEnum("findingStatus", Status).WhereEnum("findingType", Type)
                .Where("resourceType", WantedResourceType.Asked)
            .Where("resourceId", WantedResource.Asked).Where("vulnerabilityId", WantedVulnerability.Asked)
                .Where("awsAccountId", WantedAccount.Asked).Where("title", WantedTitle.Asked)
            .Where("findingArn", WantedArn.Asked).WhereEnum("fixAvailable", FixAvailable).WhereEnum("exploitAvailable", ExploitAvailable)
            .Since("updatedAt", UpdatedAfter)
            .Tagged(Tags());
        filter.And(FilterJson(Filter));
        return filter.ToJson();
    }

    private IEnumerable<KeyValuePair<string, string>> Tags() => (Tag ?? new Hashtable()).Cast<DictionaryEntry>().Select(tag =>
        new KeyValuePair<string, string>(
            Convert.ToString(tag.Key, CultureInfo.InvariantCulture)!, Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? ""));

    private byte[] ClassicFilter() => new ClassicFilter
    {
        Severities = Severity,
        AgentIds = ResourceId is null ? null : WantedResource.AskedWhole,
        RuleNames = VulnerabilityId is null ? null : WantedVulnerability.AskedWhole,
        RulesPackageArns = RulesPackageArn,
        CreatedAfter = UpdatedAfter,
    }.ToJson();
}
