using System.Collections;
using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Input;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <summary>Reads findings back from either Security Hub, page by page as they come. Text parameters take PowerShell's wildcards.</summary>
[Cmdlet(VerbsCommon.Get, "InspectorHubFinding", DefaultParameterSetName = ById)]
[OutputType(typeof(AsffFinding))]
[OutputType(OcsfObject.TypeName)]
[OutputType(typeof(string))]
public sealed partial class GetInspectorHubFindingCommand : ConnectedCommand
{
    private const string ById = nameof(Id);
    private const int PageSize = 100;

    private readonly List<string> ids = [];
    private bool idsArePatterns;
    private int left;

    /// <summary>Which Security Hub.</summary>
    [Parameter]
    public HubKind Hub { get; set; } = HubKind.Cspm;

    /// <summary>Ids of findings.</summary>
    [Parameter(Position = 0, ParameterSetName = ById)]
    [Alias("FindingId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Findings of Amazon Inspector, in ASFF or in OCSF, and texts that are Ids: these findings are looked up.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = nameof(InputObject))]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Severities.</summary>
    [Parameter]
    [ValidateSet("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL")]
    public string[]? Severity { get; set; }

    /// <summary>Whether the finding is in force or over.</summary>
    [Parameter]
    [ValidateSet("ACTIVE", "ARCHIVED")]
    public string[]? RecordState { get; set; }

    /// <summary>Where the investigation stands.</summary>
    [Parameter]
    [ValidateSet("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED")]
    public string[]? WorkflowStatus { get; set; }

    /// <summary>Titles.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? Title { get; set; }

    /// <summary>Accounts that the findings are about.</summary>
    [Parameter]
    [Alias("AwsAccountId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? AccountId { get; set; }

    /// <summary>Products that the findings come from.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ProductArn { get; set; }

    /// <summary>Names of the products that the findings come from.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ProductName { get; set; }

    /// <summary>What produced the findings.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? GeneratorId { get; set; }

    /// <summary>Types of findings.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? Type { get; set; }

    /// <summary>Resources that are affected.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ResourceId { get; set; }

    /// <summary>Types of resources that are affected.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HubResourceTypeCompleter))]
    [SupportsWildcards]
    public string[]? ResourceType { get; set; }

    /// <summary>Changed at this time or later.</summary>
    [Parameter]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>
    /// A filter in the hub's own terms, AwsSecurityFindingFilters or OcsfFindingFilters; what it says comes on top of the
    /// other parameters.
    /// </summary>
    [Parameter]
    public IDictionary? Filter { get; set; }

    /// <summary>One compact JSON text per finding, in the hub's own format.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <summary>At most this many findings per Region.</summary>
    [Parameter]
    [Alias("MaxResult")]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    private protected override void Begin()
    {
        idsArePatterns = Id is not null;
        ids.AddRange(Id ?? []);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null) Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Ids were to come from the pipeline and none came: that is not everything.
        if (MyInvocation.ExpectingInput && ids.Count == 0) return;
        foreach (var connection in Connections)
        {
            left = First;
            try
            {
                if (Hub == HubKind.V2) ReadV2(connection);
                else Read(connection);
            }
            catch (AwsException failure)
            {
                WriteError(Hub == HubKind.V2 ? ErrorOfV2(failure, connection.Region) : ErrorOf(failure, connection.Region));
            }
        }
    }

    private void Read(AwsConnection connection)
    {
        using var hub = new SecurityHubClient(connection, AwsRegions.Resolve(connection));
        using var progress = new ReadingProgress(this, $"Reading findings of Security Hub CSPM in {hub.Region}");
        foreach (var some in IdsAtOnce(HubFilter.MaxValues)) Read(hub, WantedId(some, HubFilter.MaxValues), progress);
    }

    // However many there are, with wildcards all are looked for in one listing: one finding may be meant by several.
    private IEnumerable<IEnumerable<string>> IdsAtOnce(int most)
    {
        if (ids.Count <= most || WantedId(ids, most).HasWildcards) return [ids];
        return ids.Select((id, index) => (id, index)).GroupBy(each => each.index / most, each => each.id);
    }

    private void Read(SecurityHubClient hub, TextPatterns wantedIds, ReadingProgress progress)
    {
        var wanted = Wanted(wantedIds);
        var filter = new HubFilter()
            .Where("Id", wantedIds.Asked).WhereEnum("SeverityLabel", Severity).WhereEnum("RecordState", RecordState)
                .WhereEnum("WorkflowStatus", WorkflowStatus)
            .Where("Title", WantedTitle.Asked).Where("AwsAccountId", WantedAccount.Asked).Where("ProductArn", WantedProduct.Asked)
            .Where("ProductName", WantedProductName.Asked).Where("GeneratorId", WantedGenerator.Asked).Where("Type", WantedType.Asked)
            .Where("ResourceId", WantedResource.Asked).Where("ResourceType", WantedResourceType.Asked)
            .Since("UpdatedAt", UpdatedAfter);
        filter.And(FilterJson(Filter));
        var filters = filter.ToJson();
        // One for all pages of a query, whose token goes with it.
        var pageSize = wanted.IsAny ? PageSize : Math.Min(left, PageSize);
        string? nextToken = null;
        do
        {
            if (left == 0) return;
            var page = Await(hub.GetFindingsAsync(filters, pageSize, nextToken, Stop));
            progress.Count(page.Findings.Count);
            foreach (var finding in page.Findings.Where(wanted.IsMatch).Take(left).ToList())
            {
                WriteObject(AsJson ? AsffJson.ToText(finding) : finding);
                left--;
            }

            nextToken = page.NextToken;
        }
        while (nextToken is not null);
    }
}
