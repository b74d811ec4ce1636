using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Outbox;
using InspectorHub.Sync.Rounds;
using InspectorHub.Translation;

namespace InspectorHub.Sync;

/// <summary>Makes of what was read what can be sent, in the form that an account may import.</summary>
/// <param name="endpoint">Where Security Hub is when that is not at AWS; else empty.</param>
/// <param name="observer">Is told of warnings and cuts.</param>
/// <param name="mayBeLate">Whether what is read may be of the past: events, not listings.</param>
internal sealed class FindingPreparation(string endpoint, SyncObserver observer, bool mayBeLate = false)
{
    /// <summary>The finding to send, or why there is none; neither for a reading that holds no finding of Amazon Inspector.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="sighting">How Security Hub was seen to hold it.</param>
    public async Task<(
        OutboundFinding? Finding, UnusableFinding? Unusable)> PrepareAsync(FindingReading reading, Sighting sighting = default)
    {
        if (reading.Problem is { } problem) return (null, new UnusableFinding { Problem = problem });
        if (reading.Finding is not { } finding) return default;
        try
        {
            var asff = AccountForm.Of(finding);
            if (asff.Warnings.Count > 0 || asff.Cuts.Count > 0) await observer.RemarkAsync(asff).ConfigureAwait(false);
            var version = asff.UpdatedAt;
            // Security Hub ignores an update that is not newer than what it holds, whoever has sent that.
            if (sighting.UpdatedAt is { } held && !(version > held)) asff.UpdatedAt = AsffTime.After(held);
            return (
                new OutboundFinding(asff, endpoint: endpoint) { MayBeLate = mayBeLate, IsKnownToDiffer = sighting.Differs,
                    SourceVersion = version },
                null);
        }
        catch (Exception failure) when (failure is TranslationException or FormatException)
        {
            return (null, new UnusableFinding { Failure = failure, Finding = finding });
        }
    }

    /// <summary>The text of what cannot be sent, as it came; null where there is none.</summary>
    public static byte[]? TextOf(FindingReading reading) =>
        reading.Finding is { } finding
            ? JsonSerializer.SerializeToUtf8Bytes(finding, finding.GetType(), FindingJsonContext.Default)
            : reading.Text;
}
