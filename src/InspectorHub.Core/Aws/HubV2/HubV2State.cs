namespace InspectorHub.Aws.HubV2;

/// <summary>Security Hub of an account in a Region, where it is on.</summary>
/// <param name="Arn">The hub.</param>
/// <param name="SubscribedAt">Since when, as the service writes it; null where it does not say.</param>
public sealed record HubV2State(string Arn, string? SubscribedAt);
