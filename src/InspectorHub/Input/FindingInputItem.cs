using System.Runtime.InteropServices;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Compare;
using InspectorHub.Findings;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Input;

/// <summary>What an object from the pipeline turned out to be.</summary>
/// <param name="Finding">A finding of Inspector; or else</param>
/// <param name="Asff">one in the format of Security Hub CSPM; or else</param>
/// <param name="Ocsf">one in OCSF, where those are taken; or else</param>
/// <param name="Problem">what is wrong with it.</param>
/// <param name="Difference">How Security Hub was seen to hold it, where somebody has looked.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FindingInputItem(
    InspectorFinding? Finding = null, AsffFinding? Asff = null, byte[]? Ocsf = null, FindingProblem? Problem = null,
    FindingDifference? Difference = null)
{
    /// <summary>Whether Security Hub was seen to lack it, or to hold another version.</summary>
    public bool IsKnownToDiffer => Difference is { Kind: not DifferenceKind.Equal };

    /// <summary>Whether Security Hub was seen to hold it as it is.</summary>
    public bool IsKnownEqual => Difference is { Kind: DifferenceKind.Equal };

    /// <summary>The finding, as it came.</summary>
    public object? Source => Finding ?? (object?)Asff;

    /// <summary>The finding in ASFF; not for a problem.</summary>
    /// <exception cref="TranslationException">It cannot become ASFF.</exception>
    public AsffFinding ToAsff() => Asff ?? AsffTranslator.Translate(Finding!);

    /// <summary>The finding as Inspector itself sends it; not for a problem.</summary>
    /// <exception cref="TranslationException">It cannot become ASFF, or has no product ARN.</exception>
    public AsffFinding ToInspectorForm() => Asff is null ? InspectorForm.Of(Finding!) : InspectorForm.From(Asff);

    /// <summary>The finding in OCSF; not for a problem.</summary>
    /// <exception cref="TranslationException">It cannot become OCSF.</exception>
    public byte[] ToOcsf(OcsfVersion version) =>
        Ocsf ?? (Finding is { } finding ? OcsfTranslator.Translate(finding, version) : OcsfTranslator.Translate(Asff!, version));

    /// <summary>The finding as an account may import it; not for a problem.</summary>
    /// <param name="region">Where, if not in its own Region.</param>
    /// <exception cref="TranslationException">It cannot become ASFF, or not go there.</exception>
    public AsffFinding ToAccountForm(string? region) => Asff is null ? AccountForm.Of(Finding!, region) : AccountForm.From(Asff, region);

    /// <summary>The warnings that came up since: what an earlier cmdlet of the pipeline has said is not said again.</summary>
    public IEnumerable<string> NewWarnings(AsffFinding asff) => asff.Warnings.Skip(Asff?.Warnings.Count ?? 0);

    /// <summary>The cuts that were made since.</summary>
    public IEnumerable<AsffCut> NewCuts(AsffFinding asff) => asff.Cuts.Skip(Asff?.Cuts.Count ?? 0);
}
