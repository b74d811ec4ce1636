using InspectorHub.Common;

namespace InspectorHub.Integration;

/// <summary>
/// How both Security Hubs, Amazon Inspector and the flow between them stand in one account and Region. Security Hub CSPM holds ASFF and
/// takes imports; Security Hub, new in December 2025, holds OCSF and takes none from customers.
/// </summary>
public sealed class IntegrationState
{
    /// <summary>The Region.</summary>
    public required string Region { get; init; }

    /// <summary>The account, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>Security Hub CSPM is on.</summary>
    public required bool HubEnabled { get; init; }

    /// <summary>Security Hub, the one that holds OCSF, is on; null where that could not be found out.</summary>
    public bool? HubV2Enabled { get; init; }

    /// <summary>The hub that holds OCSF; null where it is off or not known.</summary>
    public string? HubV2Arn { get; init; }

    /// <summary>Amazon Inspector scans something; null where that could not be found out.</summary>
    public bool? InspectorEnabled => InspectorScans is null ? null : InspectorScans.Count > 0;

    /// <summary>
    /// What Amazon Inspector scans: <c>EC2</c>, <c>ECR</c>, <c>LAMBDA</c>, <c>LAMBDA_CODE</c>, <c>CODE_REPOSITORY</c>; null
    /// where that could not be found out.
    /// </summary>
    public IReadOnlyList<string>? InspectorScans { get; init => field = value is null ? null : new ItemList<string>(value); }

    /// <summary>
    /// Amazon Inspector sends its findings to Security Hub CSPM by itself. To Security Hub it always does, where that is on.
    /// </summary>
    public bool SubscriptionEnabled => SubscriptionArn is not null;

    /// <summary>
    /// When the newest finding of Amazon Inspector's own flow in Security Hub CSPM was changed; null where there is none, or
    /// it is not known.
    /// </summary>
    public DateTimeOffset? LastFindingAt { get; init; }

    /// <summary>When Amazon Inspector's newest finding in Security Hub was changed; null where there is none, or it is not known.</summary>
    public DateTimeOffset? LastFindingV2At { get; init; }

    /// <summary>Amazon Inspector as a product of Security Hub CSPM.</summary>
    public required string ProductArn { get; init; }

    /// <summary>The subscription by which Amazon Inspector sends to Security Hub CSPM; null where there is none.</summary>
    public string? SubscriptionArn { get; init; }

    /// <summary>The product that the account may import findings for.</summary>
    public required string DefaultProductArn { get; init; }
}
