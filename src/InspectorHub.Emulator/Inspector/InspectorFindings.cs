using System.Text.Json;
using InspectorHub.Findings;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Emulator.Inspector;

/// <summary>The findings that Amazon Inspector reports, in the form of its APIs.</summary>
internal sealed class InspectorFindings
{
    private static readonly FindingJsonContext Wire = NewWire();

    private readonly List<(string Arn, JsonElement Element)> inspector2 = [];
    private readonly List<(string Arn, JsonElement Element)> classic = [];

    public InspectorFindings(IEnumerable<InspectorFinding> findings)
    {
        foreach (var finding in findings)
        {
            switch (finding)
            {
                case Inspector2Finding { FindingArn: { } arn } current:
                    inspector2.Add((arn, JsonSerializer.SerializeToElement(current, Wire.Inspector2Finding)));
                    break;
                case ClassicFinding { Arn: { } arn } old:
                    classic.Add((arn, JsonSerializer.SerializeToElement(old, Wire.ClassicFinding)));
                    break;
                default:
                    throw new ArgumentException($"A finding of Amazon Inspector or Inspector Classic with an ARN is expected, not {finding.GetType().Name} {finding.FindingId}.", nameof(findings));
            }
        }
    }

    /// <summary>Amazon Inspector's findings that the caller sees.</summary>
    public IEnumerable<JsonElement> OfInspector2(ServiceCall call) => Seen(inspector2, call);

    /// <summary>Inspector Classic's findings that the caller sees.</summary>
    public IEnumerable<JsonElement> OfClassic(ServiceCall call) => Seen(classic, call);

    // arn:PARTITION:SERVICE:REGION:ACCOUNT:… tells where a finding belongs.
    private static IEnumerable<JsonElement> Seen(List<(string Arn, JsonElement Element)> findings, ServiceCall call) =>
        from finding in findings
        let parts = finding.Arn.Split(':')
        where parts.Length > 5 && parts[3] == call.Region && (call.Caller.PlaysEveryAccount || parts[4] == call.Caller.Account)
        select finding.Element;

    private static FindingJsonContext NewWire()
    {
        var options = new JsonSerializerOptions(FindingJsonContext.Default.Options);
        options.Converters.Clear();
        options.Converters.Add(new EpochDateConverter());
        return new FindingJsonContext(options);
    }
}
