using System.Management.Automation;
using System.Text;
using System.Text.Json;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Input;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <content>-Hub V2: the same parameters in the terms of OCSF.</content>
public sealed partial class GetInspectorHubFindingCommand
{
    // A filter of the service has no number of values that it may not exceed; a request has a size.
    private const int MostIdsV2 = 100;

    private static readonly Dictionary<string, string> WorkflowInOcsf = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NEW"] = "New",
        ["NOTIFIED"] = "In Progress",
        ["RESOLVED"] = "Resolved",
        ["SUPPRESSED"] = "Suppressed",
    };

    private static readonly string[] Open = ["New", "In Progress", "Suppressed"];
    private static readonly string[] Over = ["Resolved"];

    private void ReadV2(AwsConnection connection)
    {
        if (GeneratorId is not null)
        {
            WriteError(new ErrorRecord(
                new PSNotSupportedException(
                    "-GeneratorId goes with Security Hub CSPM: OCSF has no such member. -ProductName and -Filter narrow findings of " +
                    "either hub."),
                "NotInOcsf", ErrorCategory.InvalidArgument, GeneratorId));
            return;
        }

        using var hub = new SecurityHubV2Client(connection, AwsRegions.Resolve(connection));
        using var progress = new ReadingProgress(this, $"Reading findings of Security Hub in {hub.Region}");
        foreach (var some in IdsAtOnce(MostIdsV2)) ReadV2(hub, WantedId(some, MostIdsV2), progress);
    }

    private void ReadV2(SecurityHubV2Client hub, TextPatterns wantedIds, ReadingProgress progress)
    {
        var wanted = WantedV2(wantedIds);
        var filters = FilterV2(wantedIds).ToJson();
        var pageSize = wanted.IsAny ? PageSize : Math.Min(left, PageSize);
        string? nextToken = null;
        do
        {
            if (left == 0) return;
            var page = Await(hub.GetFindingsAsync(filters, newestFirst: true, pageSize, nextToken, Stop));
            progress.Count(page.Findings.Count);
            foreach (var finding in page.Findings)
            {
                if (left == 0) return;
                var shown = OcsfObject.From(finding.Json);
                if (!wanted.IsMatch(shown)) continue;
                WriteObject(AsJson ? Encoding.UTF8.GetString(finding.Json.ToArray()) : shown);
                left--;
            }

            nextToken = page.NextToken;
        }
        while (nextToken is not null);
    }

    private OcsfFilter FilterV2(TextPatterns wantedIds)
    {
        var filter = new OcsfFilter()
            .Where("finding_info.uid", wantedIds.Asked).Where("severity", Severity?.Select(Caption))
            .Where("finding_info.title", WantedTitle.Asked).Where("cloud.account.uid", WantedAccount.Asked)
            .Where("metadata.product.uid", WantedProduct.Asked).Where("metadata.product.name", WantedProductName.Asked)
            .Where("finding_info.types", WantedType.Asked).Where("resources.uid", WantedResource.Asked)
            .Where("resources.type", WantedResourceType.Asked)
            .Where("status", RecordState?.SelectMany(state => state.Equals("ACTIVE", StringComparison.OrdinalIgnoreCase) ? Open : Over))
            .Where("status", WorkflowStatus?.Select(status => WorkflowInOcsf[status]))
            // A range has both ends; nothing was changed tomorrow.
            .Between("finding_info.modified_time_dt", UpdatedAfter, DateTimeOffset.UtcNow.AddDays(1));
        try
        {
            return filter.And(FilterJson(Filter));
        }
        catch (JsonException failure)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "MalformedFilter", ErrorCategory.InvalidArgument, Filter));
            throw;
        }
    }

    // OCSF writes severities as words: Critical.
    private static string Caption(string severity) =>
        severity.Substring(0, 1).ToUpperInvariant() + severity.Substring(1).ToLowerInvariant();
}
