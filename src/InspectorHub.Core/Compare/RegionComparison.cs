using System.Runtime.CompilerServices;
using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Compare;

/// <summary>Compares all that Amazon Inspector lists in one Region with what a Security Hub holds of it.</summary>
/// <param name="hub">What Security Hub holds, read before the listing: what is new meanwhile is missing there, never orphaned.</param>
/// <param name="inspector">Amazon Inspector.</param>
/// <param name="accountId">The caller's account, which is compared whole even if nothing of it is listed.</param>
public sealed class RegionComparison(IHubComparison hub, IInspector2 inspector, string accountId)
{
    private const int PageSize = 100;

    /// <summary>Where both are.</summary>
    public string Region => hub.Region;

    /// <summary>Is told of each finding that cannot be compared.</summary>
    public Action<UncomparedFinding> Uncompared { get; init; } = _ => { };

    /// <summary>Is told with each page how many findings were listed.</summary>
    public Action<int> Listed { get; init; } = _ => { };

    /// <summary>Whether every finding was compared: of what is not, nobody can say that it is orphaned.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>
    /// Compares finding by finding; those that are equal are among what it gives. What is orphaned comes in the end, and not at all where
    /// a finding could not be compared.
    /// </summary>
    /// <param name="cancellationToken">Abandons the calls.</param>
    /// <exception cref="AwsException">A service could not be reached or refused.</exception>
    public async IAsyncEnumerable<IHubDifference> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IsComplete = true;
        hub.Cover(accountId);
        // Closed ones, too: they tell of an account in which nothing is active any more.
        await foreach (var page in inspector.ListFindingsAsync(null, PageSize, cancellationToken).ConfigureAwait(false))
        {
            Listed(page.Count);
            foreach (var reading in page)
            {
                if (Compare(reading) is { } difference) yield return difference;
            }
        }

        if (!IsComplete) yield break;
        await foreach (var orphan in hub.FindOrphansAsync(inspector, cancellationToken).ConfigureAwait(false)) yield return orphan;
    }

    private IHubDifference? Compare(FindingReading reading)
    {
        if (reading.Problem is { } problem) return PassOver(new UncomparedFinding(problem, null, null));
        if (reading.Finding is not { } finding) return null;
        try
        {
            return hub.Compare(finding);
        }
        catch (Exception failure) when (failure is TranslationException or FormatException)
        {
            return PassOver(new UncomparedFinding(null, finding, failure));
        }
    }

    private IHubDifference? PassOver(UncomparedFinding uncompared)
    {
        IsComplete = false;
        Uncompared(uncompared);
        return null;
    }
}
