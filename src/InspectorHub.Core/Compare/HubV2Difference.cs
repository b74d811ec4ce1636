using InspectorHub.Ocsf;

namespace InspectorHub.Compare;

/// <summary>
/// A finding that differs between Amazon Inspector and Security Hub, the one that holds OCSF. Nobody but Amazon Inspector can put it right
/// there.
/// </summary>
public sealed class HubV2Difference : IHubDifference
{
    /// <inheritdoc/>
    public required DifferenceKind Kind { get; init; }

    /// <summary>The finding as Amazon Inspector has it; one that it no longer lists as Security Hub holds it.</summary>
    public required OcsfFinding Finding { get; init; }

    /// <summary>When what Security Hub holds was changed last; null where it holds nothing.</summary>
    public DateTimeOffset? HubUpdatedAt { get; init; }

    /// <summary>The status of what Security Hub holds; null where it holds nothing.</summary>
    public string? HubStatus { get; init; }

    /// <summary>The finding's ARN.</summary>
    public string? Id => Finding.Uid;

    /// <summary>The account that it is about.</summary>
    public string? AccountId => Finding.AccountId;

    /// <summary>Its Region.</summary>
    public string? Region => Finding.Region;

    /// <summary>Its title.</summary>
    public string? Title => Finding.Title;

    /// <summary>Its severity.</summary>
    public string? Severity => Finding.Severity;

    /// <summary>When Amazon Inspector changed it last; of one that it no longer lists, when Security Hub last heard of it.</summary>
    public DateTimeOffset? UpdatedAt => Finding.ModifiedAt;
}
