
namespace InspectorHub.Outbox;

/// <summary>Where a finding goes: Security Hub of one account in one Region. Each lane has its own pace, retries and outages.</summary>
/// <param name="Endpoint">An endpoint other than AWS's own, or empty.</param>
/// <param name="Region">The Region.</param>
/// <param name="AccountId">The account, 12 digits.</param>
public sealed record Lane(string Endpoint, string Region, string AccountId)
{
    /// <inheritdoc/>
    public override string ToString() => Endpoint.Length == 0 ? $"{AccountId}/{Region}" : $"{AccountId}/{Region} at {Endpoint}";
}
