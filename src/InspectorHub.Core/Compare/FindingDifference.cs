using InspectorHub.Asff;
using InspectorHub.Common;

namespace InspectorHub.Compare;

/// <summary>A finding that differs between Amazon Inspector and Security Hub. Delivered as it is, it puts that right.</summary>
public sealed class FindingDifference : IHubDifference
{
    /// <inheritdoc/>
    public required DifferenceKind Kind { get; init; }

    /// <summary>What Security Hub should hold: the finding of Amazon Inspector in the account form, an orphaned one archived.</summary>
    public required AsffFinding Finding { get; init; }

    /// <summary>UpdatedAt of what Security Hub holds; null where it holds nothing.</summary>
    public DateTimeOffset? HubUpdatedAt { get; init; }

    /// <summary>RecordState of what Security Hub holds; null where it holds nothing.</summary>
    public string? HubRecordState { get; init; }

    /// <summary>The finding's Id.</summary>
    public string? Id => Finding.Id;

    /// <summary>The account that it is about.</summary>
    public string? AccountId => Finding.AwsAccountId;

    /// <summary>The Region whose Security Hub is compared.</summary>
    public string? Region => Arn.Parse(Finding.ProductArn)?.Region;

    /// <summary>Its title.</summary>
    public string? Title => Finding.Title;

    /// <summary>Its severity.</summary>
    public AsffSeverity? Severity => Finding.Severity;

    /// <summary>When Amazon Inspector changed it last; for an orphaned one when it is archived.</summary>
    public DateTimeOffset? UpdatedAt { get => field ?? Finding.UpdatedAt; init; }
}
