namespace InspectorHub.Findings.Sources;

/// <summary>The sources of findings: which takes an object is told by the object's shape.</summary>
internal sealed class SourceReaders
{
    private readonly Inspector2Source inspector2;
    private readonly ClassicSource classic;
    private readonly CisSource cis;
    private readonly ScanSource scans;
    private readonly HubSource hub;
    private readonly EnvelopeSource envelopes;
    private readonly EventSource events;

    public SourceReaders(SourceContext context, ReadingQueue readings)
    {
        inspector2 = new Inspector2Source(context, readings);
        classic = new ClassicSource(readings);
        cis = new CisSource(context, readings);
        scans = new ScanSource(context, readings);
        hub = new HubSource(context, readings);
        envelopes = new EnvelopeSource(context, readings);
        events = new EventSource(context, readings, envelopes);
        Failures = new FailureSource(readings);
    }

    /// <summary>What Inspector could not give.</summary>
    public FailureSource Failures { get; }

    /// <summary>The one that takes objects of a shape; null where none does.</summary>
    public IFindingSource? Of(FindingShapeKind shape) => shape switch
    {
        FindingShapeKind.Inspector2 or FindingShapeKind.Details => inspector2,
        FindingShapeKind.Classic => classic,
        FindingShapeKind.Cis or FindingShapeKind.CisScan or FindingShapeKind.CisTarget or FindingShapeKind.CisTotals => cis,
        FindingShapeKind.Scan or FindingShapeKind.ScanFinding => scans,
        FindingShapeKind.Asff or FindingShapeKind.Ocsf => hub,
        FindingShapeKind.Notification or FindingShapeKind.ImageScan => envelopes,
        FindingShapeKind.Event => events,
        FindingShapeKind.Failures => Failures,
        _ => null,
    };
}
