using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Translation;

namespace InspectorHub.Sync.Rounds;

/// <summary>
/// What Security Hub itself holds of Amazon Inspector's findings that an account has imported, whoever has sent them: for an outbox
/// that remembers nothing, and for workers each of which remembers only its own.
/// </summary>
/// <param name="delivery">Where findings go.</param>
/// <param name="seen">What Amazon Inspector has listed.</param>
internal sealed class HeldFindings(Dispatcher delivery, ArchiveListing seen)
{
    private const int PageSize = 100;

    // What was acknowledged a moment ago may not be found yet.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    /// <summary>In force there, and not listed by Amazon Inspector.</summary>
    public List<MissingFinding> Missing { get; } = [];

    /// <summary>In force there and not listed, and of a form in which it cannot be archived: they stay as they are.</summary>
    public List<TranslationException> Unusable { get; } = [];

    /// <summary>
    /// In force at Amazon Inspector and archived there, each with the time after which it can be opened again; or gone from
    /// there.
    /// </summary>
    public Dictionary<string, DateTimeOffset?> Lost { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads what is held of one account.</summary>
    /// <param name="lane">The account and Region.</param>
    /// <param name="known">What the outbox itself knows to be missing, by Id: is told what Security Hub has of it.</param>
    /// <param name="now">By the clock of the outbox.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    /// <exception cref="AwsException">Security Hub did not answer or refused.</exception>
    public async Task ReadAsync(
        Lane lane, IReadOnlyDictionary<string, MissingFinding> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hub = delivery.OpenHub(lane);
        using var owned = hub as IDisposable;
        if (hub is not ISecurityHubReader reader) return;
        var filter = new HubFilter().Where("AwsAccountId", [lane.AccountId]).Where(
            "Id", [$"{FindingScope.Inspector2}/{lane.Region}/{lane.AccountId}/*"]).ToJson();
        string? nextToken = null;
        do
        {
            var page = await reader.GetFindingsAsync(filter, PageSize, nextToken, cancellationToken).ConfigureAwait(false);
            foreach (var finding in page.Findings) Take(lane, finding, known);
            nextToken = page.NextToken;
        }
        while (nextToken is not null);

        foreach (var id in seen.NotHeld(lane, now - Settling)) Lost[id] = null;
    }

    private void Take(Lane lane, AsffFinding finding, IReadOnlyDictionary<string, MissingFinding> known)
    {
        if (finding.Id is not { } id || !FindingIds.IsInspector2Finding(id)) return;
        var isInForce = finding.RecordState != "ARCHIVED";
        switch (seen.Hold(lane, id))
        {
            case true when !isInForce:
                Lost[id] = finding.UpdatedAt;
                break;
            case null when known.TryGetValue(id, out var missing):
                // Another worker may have sent it since, with a later time than this one's, or archived it.
                missing.Seen = new Sighting(Differs: !isInForce, finding.UpdatedAt);
                break;
            case null when isInForce:
                TakeMissing(lane, finding);
                break;
        }
    }

    private void TakeMissing(Lane lane, AsffFinding finding)
    {
        try
        {
            Missing.Add(new MissingFinding(lane, AccountForm.From(finding, lane.Region)));
        }
        catch (TranslationException unusable)
        {
            Unusable.Add(unusable);
        }
    }
}
