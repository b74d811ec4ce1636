using System.Collections;
using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Input;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <summary>Reads findings back from either Security Hub, page by page as they come. Text parameters take a * at the end.</summary>
[Cmdlet(VerbsCommon.Get, "InspectorHubFinding")]
[OutputType(typeof(AsffFinding))]
[OutputType(OcsfObject.TypeName)]
public sealed partial class GetInspectorHubFindingCommand : ConnectedCommand
{
    private const int PageSize = 100;

    private readonly List<string> ids = [];
    private int left;

    /// <summary>Which Security Hub.</summary>
    [Parameter]
    public HubKind Hub { get; set; } = HubKind.Cspm;

    /// <summary>Ids of findings.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FindingId")]
    public string[]? Id { get; set; }

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
    public string[]? Title { get; set; }

    /// <summary>Accounts that the findings are about.</summary>
    [Parameter]
    [Alias("AwsAccountId")]
    public string[]? AccountId { get; set; }

    /// <summary>Products that the findings come from.</summary>
    [Parameter]
    public string[]? ProductArn { get; set; }

    /// <summary>Names of the products that the findings come from.</summary>
    [Parameter]
    public string[]? ProductName { get; set; }

    /// <summary>What produced the findings.</summary>
    [Parameter]
    public string[]? GeneratorId { get; set; }

    /// <summary>Types of findings.</summary>
    [Parameter]
    public string[]? Type { get; set; }

    /// <summary>Resources that are affected.</summary>
    [Parameter]
    public string[]? ResourceId { get; set; }

    /// <summary>Types of resources that are affected.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HubResourceTypeCompleter))]
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

    /// <summary>At most this many findings per Region.</summary>
    [Parameter]
    [Alias("MaxResult")]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Id is not null) ids.AddRange(Id);
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
        if (ids.Count == 0) Read(hub, []);
        for (var start = 0; start < ids.Count; start += HubFilter.MaxValues) Read(hub, ids.Skip(start).Take(HubFilter.MaxValues));
    }

    private void Read(SecurityHubClient hub, IEnumerable<string> some)
    {
        var filter = new HubFilter()
            .Where("Id", some).WhereEnum("SeverityLabel", Severity).WhereEnum("RecordState", RecordState)
                .WhereEnum("WorkflowStatus", WorkflowStatus)
            .Where("Title", Title).Where("AwsAccountId", AccountId).Where("ProductArn", ProductArn).Where("ProductName", ProductName)
            .Where("GeneratorId", GeneratorId).Where("Type", Type).Where("ResourceId", ResourceId).Where("ResourceType", ResourceType)
            .Since("UpdatedAt", UpdatedAfter);
        filter.And(FilterJson(Filter));
        var filters = filter.ToJson();
        // One for all pages of a query, whose token goes with it.
        var pageSize = Math.Min(left, PageSize);
        string? nextToken = null;
        do
        {
            if (left == 0) return;
            var page = Await(hub.GetFindingsAsync(filters, pageSize, nextToken, Stop));
            foreach (var finding in page.Findings.Take(left)) WriteObject(finding);
            left -= Math.Min(left, page.Findings.Count);
            nextToken = page.NextToken;
        }
        while (nextToken is not null);
    }
}
