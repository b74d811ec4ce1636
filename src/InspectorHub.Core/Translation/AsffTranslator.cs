using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Translation.Cis;
using InspectorHub.Translation.Classic;
using InspectorHub.Translation.Inspector2;
using InspectorHub.Translation.Scan;

namespace InspectorHub.Translation;

/// <summary>Inspector findings to ASFF, in the Inspector form: what Amazon Inspector itself sends to Security Hub.</summary>
public static class AsffTranslator
{
    /// <summary>
    /// Translates a finding. The same finding always gives the same ASFF; what did not fit is in
    /// <see cref="AsffFinding.Cuts"/>, what had to be assumed in <see cref="AsffFinding.Warnings"/>.
    /// </summary>
    /// <exception cref="TranslationException">Something that ASFF requires is missing.</exception>
    public static AsffFinding Translate(InspectorFinding finding) => InspectorForm.Of(finding);

    /// <summary>What both forms are made of.</summary>
    internal static NeutralFinding Neutral(InspectorFinding finding) => finding switch
    {
        ClassicFinding classic => ClassicTranslator.Translate(classic),
        Inspector2Finding inspector2 => Inspector2Translator.Translate(inspector2),
        ScanFinding scan => ScanTranslator.Translate(scan),
        CisFinding cis => CisTranslator.Translate(cis),
        _ => throw new TranslationException(finding.FindingId, $"there is no translation for a {finding.GetType().Name}."),
    };
}
