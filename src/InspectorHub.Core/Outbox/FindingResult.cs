
namespace InspectorHub.Outbox;

/// <summary>How the delivery of one finding ended.</summary>
/// <param name="Id">The finding's Id.</param>
/// <param name="Lane">Where it went.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Attempts">How often it has been on its way.</param>
/// <param name="IsUpdate">Whether Security Hub had acknowledged an earlier version.</param>
/// <param name="IsEarlier">Whether it waited in the outbox from before.</param>
/// <param name="ErrorCode">The code of Security Hub's refusal.</param>
/// <param name="ErrorMessage">Security Hub's words.</param>
public sealed record FindingResult(
    string Id, Lane Lane, DeliveryStatus Status, int Attempts = 0, bool IsUpdate = false, bool IsEarlier = false, string? ErrorCode = null,
    string? ErrorMessage = null)
{
    /// <summary>Whether it came late: a newer version was under way, or acknowledged, before it was given.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>The account, 12 digits.</summary>
    public string AccountId => Lane.AccountId;

    /// <summary>The Region.</summary>
    public string Region => Lane.Region;
}
