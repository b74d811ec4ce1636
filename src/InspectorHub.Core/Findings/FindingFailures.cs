using System.Text.Json;

namespace InspectorHub.Findings;

/// <summary>What stands beside findings in a reply: those that Inspector itself could not give.</summary>
internal static class FindingFailures
{
    /// <summary>The member of DescribeFindings.</summary>
    public const string FailedItems = "failedItems";

    /// <summary>The member of BatchGetFindingDetails.</summary>
    public const string Errors = "errors";

    // Most findings in code, and all of the network, have no details: that is no failure.
    private const string NotFound = "FINDING_DETAILS_NOT_FOUND";

    /// <summary>Reads one of the two members.</summary>
    /// <exception cref="JsonException">It is not of the API's shape.</exception>
    public static IEnumerable<(string? Id, string What, bool IsFailure)> Read(string member, ReadOnlySpan<byte> json) => member == Errors
        ? JsonSerializer.Deserialize(json, FindingJsonContext.Default.ListFindingDetailsError)?.Select(Of) ?? []
        : JsonSerializer.Deserialize(json, FindingJsonContext.Default.DictionaryStringFailedItem)?.Select(Of) ?? [];

    private static (string? Id, string What, bool IsFailure) Of(FindingDetailsError error)
    {
        var what = $"Inspector has no details of it: {error?.ErrorCode} {error?.ErrorMessage}".TrimEnd('.', ' ');
        return (error?.FindingArn, what, error?.ErrorCode != NotFound);
    }

    private static (string? Id, string What, bool IsFailure) Of(KeyValuePair<string, FailedItem> failed)
    {
        var what = "Inspector could not describe it: " +
            $"{failed.Value?.FailureCode}{(failed.Value?.Retryable == true ? ", which may pass" : "")}";
        return (failed.Key, what, true);
    }
}
