using InspectorHub.Aws.Inspector;
using InspectorHub.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Compare;

/// <summary>What a Security Hub held in one Region when it was read, whichever of the two: findings are compared with it.</summary>
public interface IHubComparison
{
    /// <summary>The Region.</summary>
    string Region { get; }

    /// <summary>Findings that the hub holds.</summary>
    int Held { get; }

    /// <summary>What Amazon Inspector lists of an account is compared whole, even if it lists nothing of it.</summary>
    void Cover(string accountId);

    /// <summary>Compares a finding; null where it is over and the hub does not have it, so that nothing is amiss.</summary>
    /// <exception cref="TranslationException">It cannot go into this hub.</exception>
    /// <exception cref="FormatException">It has nothing that names it there.</exception>
    IHubDifference? Compare(InspectorFinding finding);

    /// <summary>
    /// What the hub has in force and was not compared, of what was covered: to be asked once the listing is known to be complete.
    /// </summary>
    /// <param name="inspector">Where the findings were listed, to be asked once more for each by its name: a listing may have gaps. Null
    /// for a listing from elsewhere.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    IAsyncEnumerable<IHubDifference> FindOrphansAsync(IInspector2? inspector, CancellationToken cancellationToken);
}
