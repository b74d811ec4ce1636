using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Json;
using InspectorHub.Ocsf;
using InspectorHub.Translation.Ocsf.FromAsff;

namespace InspectorHub.Translation.Ocsf;

/// <summary>
/// Inspector findings to OCSF, as Security Hub has them. Nothing is invented: what OCSF, or the hub, has no place for stands in
/// <c>unmapped</c> under Inspector's own names. What the service fills in is left out: <c>metadata.uid</c>, the account's name.
/// </summary>
public static class OcsfTranslator
{
    /// <summary>Translates a finding to one line of JSON in UTF-8. The same finding always gives the same.</summary>
    /// <exception cref="TranslationException">Something that OCSF requires is missing.</exception>
    public static byte[] Translate(InspectorFinding finding, OcsfVersion version) =>
        CompactJson.Bytes(json => Write(json, finding, version));

    /// <summary>
    /// Translates a finding of Inspector that is in the format of Security Hub CSPM already, in either form; what was cut there stays cut.
    /// </summary>
    /// <exception cref="TranslationException">It is of another product, or something that OCSF requires is missing.</exception>
    public static byte[] Translate(AsffFinding finding, OcsfVersion version) =>
        CompactJson.Bytes(json => OcsfFromAsff.Write(new OcsfWriter(json), finding, version));

    /// <summary>Translates a finding to one line of JSON.</summary>
    /// <exception cref="TranslationException">Something that OCSF requires is missing.</exception>
    public static string ToText(InspectorFinding finding, OcsfVersion version) => CompactJson.Text(json => Write(json, finding, version));

    /// <summary>Writes a finding where a writer stands. Nothing is written of one that cannot be translated.</summary>
    /// <exception cref="TranslationException">Something that OCSF requires is missing.</exception>
    public static void Write(Utf8JsonWriter json, InspectorFinding finding, OcsfVersion version)
    {
        var writer = new OcsfWriter(json);
        switch (finding)
        {
            case Inspector2Finding inspector2:
                OcsfInspector2.Write(writer, inspector2, version);
                break;
            case ClassicFinding classic:
                OcsfClassic.Write(writer, classic, version);
                break;
            case ScanFinding scan:
                OcsfScan.Write(writer, scan, version);
                break;
            case CisFinding cis:
                OcsfCis.Write(writer, cis, version);
                break;
            default:
                throw new TranslationException(finding.FindingId, $"there is no OCSF for a {finding.GetType().Name}.");
        }
    }
}
