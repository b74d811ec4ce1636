using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf.FromAsff;

/// <summary>ASFF of Inspector's findings to OCSF, by way of the finding behind it.</summary>
internal static class OcsfFromAsff
{
    /// <param name="json">Where the finding is written.</param>
    /// <param name="asff">In either form.</param>
    /// <param name="version">The version of OCSF.</param>
    /// <exception cref="TranslationException">It is of another product, or something that OCSF requires is missing.</exception>
    public static void Write(OcsfWriter json, AsffFinding asff, OcsfVersion version)
    {
        var inspector = InspectorForm.From(asff);
        if (Arn.Parse(inspector.Id) is { Service: "inspector2" }) OcsfInspector2.Write(json, AsffInspector2.Of(inspector), version);
        else if (FindingIds.IsClassic(inspector.Id)) OcsfClassic.Write(json, AsffClassic.Of(inspector), version, inspector.Id);
        else if (FindingIds.IsScan(inspector.Id)) OcsfScan.Write(json, AsffScan.Of(inspector), version, inspector.Id);
        else if (FindingIds.IsCis(inspector.Id)) OcsfCis.Write(json, AsffCis.Of(inspector), version);
        else throw new TranslationException(asff.Id,
            "it is no finding of Amazon Inspector; those of other products do not become OCSF here.");
    }
}
