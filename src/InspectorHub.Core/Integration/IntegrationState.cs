
namespace InspectorHub.Integration;

/// <summary>How Security Hub, Amazon Inspector and the flow between them stand in one account and Region.</summary>
public sealed class IntegrationState
{
    /// <summary>The Region.</summary>
    public required string Region { get; init; }

    /// <summary>The account, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>Security Hub is on.</summary>
    public required bool HubEnabled { get; init; }

    /// <summary>Amazon Inspector scans something; null where that could not be found out.</summary>
    public bool? InspectorEnabled => InspectorScans is null ? null : InspectorScans.Count > 0;

    /// <summary>What Amazon Inspector scans: <c>EC2</c>, <c>ECR</c>, <c>LAMBDA</c>, <c>LAMBDA_CODE</c>, <c>CODE_REPOSITORY</c>; null where that could not be found out.</summary>
    public IReadOnlyList<string>? InspectorScans { get; init; }

    /// <summary>Amazon Inspector sends its findings to Security Hub by itself.</summary>
    public bool SubscriptionEnabled => SubscriptionArn is not null;

    /// <summary>Amazon Inspector as a product of Security Hub.</summary>
    public required string ProductArn { get; init; }

    /// <summary>The subscription by which Amazon Inspector sends; null where there is none.</summary>
    public string? SubscriptionArn { get; init; }

    /// <summary>The product that the account may import findings for.</summary>
    public required string DefaultProductArn { get; init; }
}
