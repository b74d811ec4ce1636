using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Findings.Sources;
using InspectorHub.Json;

namespace InspectorHub.Findings;

/// <summary>
/// Reads findings of every Amazon Inspector product from JSON of any size, one at a time: replies of ListFindings and
/// DescribeFindings, findings reports, EventBridge events, arrays, single findings, one after another or one a line. What a text
/// is, is told by its content. What cannot be read is a problem among the readings, and the rest is read all the same.
/// </summary>
public sealed class FindingReader : IDisposable
{
    private static readonly string[] ElementMembers =
    [
        "findings", FindingDetailsIndex.Member, "enhancedFindings", "scanResultDetails", "scans", "targetResourceAggregations",
        "checkAggregations",
    ];

    private static readonly string[] SideMembers = [FindingFailures.FailedItems, FindingFailures.Errors];

    // Each part has 128 KB at least.
    private const int PartsWithoutJson = 256;

    private readonly SameKindReader sameKind = new();
    private readonly JsonSplitter splitter;
    private readonly SourceContext context;
    private readonly ReadingQueue readings;
    private readonly SourceReaders sources;
    private readonly Mistakes mistakes;
    private readonly bool hasOwnDetails;
    private bool isComplete;
    private bool detailsReported;

    /// <summary>
    /// Reads text that is given part by part: <see cref="Append"/>, <see cref="TryRead"/>, and <see cref="Complete"/> in the end.
    /// </summary>
    /// <param name="origin">The source, for messages.</param>
    /// <param name="artifact">What was scanned, for the results of scans.</param>
    /// <param name="scannedAt">When, for results that do not say; now by default.</param>
    /// <param name="details">Details of findings that are known, and where those that are read are kept; the text's own by default.</param>
    public FindingReader(string origin, ScanArtifact? artifact = null, DateTimeOffset? scannedAt = null,
        FindingDetailsIndex? details = null)
        : this(origin, artifact, scannedAt, new CisScans(), details)
    {
    }

    /// <summary>Reads text that may hold results of CIS scans.</summary>
    /// <param name="origin">The source, for messages.</param>
    /// <param name="cisScans">What is known of CIS scans; what the text tells of them is added.</param>
    public FindingReader(string origin, CisScans cisScans)
        : this(origin, artifact: null, scannedAt: null, cisScans, details: null)
    {
    }

    internal FindingReader(string origin, ScanArtifact? artifact, DateTimeOffset? scannedAt, CisScans cisScans,
        FindingDetailsIndex? details)
        : this(new SourceContext(origin, artifact, scannedAt, cisScans, details ?? new FindingDetailsIndex()), details is null)
    {
    }

    internal FindingReader(SourceContext context, bool hasOwnDetails)
    {
        (this.context, this.hasOwnDetails) = (context, hasOwnDetails);
        splitter = new JsonSplitter(ElementMembers, SideMembers) { ReadElement = sameKind.ReadAhead };
        readings = new ReadingQueue(context);
        sources = new SourceReaders(context, readings);
        mistakes = new Mistakes(readings);
    }

    /// <summary>Reads a stream: UTF-8 (or UTF-16 with its mark), plain or gzip.</summary>
    /// <param name="stream">Read as the readings are taken; not disposed.</param>
    /// <param name="origin">The source, for messages: a file, an S3 object.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<FindingReading> Read(Stream stream, string origin, CancellationToken cancellationToken = default) =>
        Read(stream, origin, artifact: null, scannedAt: null, details: null, cancellationToken);

    /// <summary>Reads a stream that may hold the result of a scan.</summary>
    /// <param name="stream">Read as the readings are taken; not disposed.</param>
    /// <param name="origin">The source, for messages: a file, an S3 object.</param>
    /// <param name="artifact">What was scanned, for the results of scans.</param>
    /// <param name="scannedAt">When, for results that do not say; now by default.</param>
    /// <param name="details">Details of findings that are known, and where those that are read are kept; the stream's own by
    /// default.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<FindingReading> Read(
        Stream stream, string origin, ScanArtifact? artifact, DateTimeOffset? scannedAt, FindingDetailsIndex? details = null,
            CancellationToken cancellationToken = default) =>
        Read(stream, origin, artifact, scannedAt, new CisScans(), details, takesOcsf: false, cancellationToken);

    /// <summary>Reads a stream that may hold the results of scans of both kinds.</summary>
    /// <param name="stream">Read as the readings are taken; not disposed.</param>
    /// <param name="origin">The source, for messages: a file, an S3 object.</param>
    /// <param name="artifact">What was scanned, for the results of scans of artefacts.</param>
    /// <param name="scannedAt">When, for results that do not say; now by default.</param>
    /// <param name="cisScans">What is known of CIS scans; what the stream tells of them is added.</param>
    /// <param name="details">Details of findings that are known, and where those that are read are kept; the stream's own by
    /// default.</param>
    /// <param name="takesOcsf">Whether findings in OCSF are taken, from replies and events of Security Hub.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<FindingReading> Read(
        Stream stream,
        string origin,
        ScanArtifact? artifact,
        DateTimeOffset? scannedAt,
        CisScans cisScans,
        FindingDetailsIndex? details = null,
        bool takesOcsf = false,
        CancellationToken cancellationToken = default)
    {
        using var reader = new FindingReader(origin, artifact, scannedAt, cisScans, details) { TakesOcsf = takesOcsf };
        Stream? text = null;
        var partsWithoutJson = 0;
        while (true)
        {
            while (reader.TryRead(out var reading))
            {
                partsWithoutJson = 0;
                yield return reading;
            }

            cancellationToken.ThrowIfCancellationRequested();
            FindingProblem? damage = null;
            try
            {
                text ??= JsonStream.OpenUtf8(stream);
                if (!reader.splitter.Fill(text))
                {
                    reader.isComplete = true;
                    break;
                }
            }
            catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                damage = new FindingProblem(FindingProblemKind.Unreadable, origin, null, null,
                    $"it cannot be read on: {failure.Message.TrimEnd('.')}");
            }

            // A device, or what somebody has put in a file's place, may have no end.
            if (reader.splitter.IsLost && ++partsWithoutJson > PartsWithoutJson)
                damage ??= new FindingProblem(
                    FindingProblemKind.Unreadable, origin, null, null, "it goes on and on and is not JSON; the rest is not read");

            if (damage is null) continue;
            yield return new FindingReading(damage);
            yield break;
        }

        while (reader.TryRead(out var reading)) yield return reading;
    }

    /// <summary>Whether findings in OCSF are taken, from replies and events of Security Hub; otherwise they are problems.</summary>
    public bool TakesOcsf
    {
        get => context.TakesOcsf;
        set => context.TakesOcsf = value;
    }

    /// <summary>Takes the next part of the text, as UTF-8.</summary>
    public void Append(ReadOnlySpan<byte> utf8) => splitter.Append(utf8);

    /// <summary>Says that no more text comes.</summary>
    public void Complete()
    {
        splitter.Complete();
        isComplete = true;
    }

    /// <summary>Gives the next reading; false when more text is needed, or all has been given.</summary>
    public bool TryRead(out FindingReading reading)
    {
        while (readings.IsEmpty)
        {
            if (splitter.TryRead(out var piece))
            {
                Take(piece);
                continue;
            }

            if (isComplete) Conclude();
            if (!readings.IsEmpty) break;
            reading = default;
            return false;
        }

        reading = readings.Dequeue();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => splitter.Dispose();

    private void Take(in JsonPiece piece)
    {
        try
        {
            if (piece.Kind == JsonPieceKind.Problem) readings.Report(FindingProblemKind.Malformed, piece, null, piece.Problem!);
            else if (piece.Kind == JsonPieceKind.Side) sources.Failures.Take(piece, piece.Member!, piece.Json);
            else if (sameKind.Take(piece) is { } finding) readings.Add(piece, finding);
            else TakeAsItIs(piece);
        }
        catch (Exception failure) when (Mistakes.IsMistake(failure))
        {
            mistakes.Take(piece, failure);
        }
    }

    private void TakeAsItIs(in JsonPiece piece)
    {
        var shape = FindingShape.Of(piece.Json);
        sameKind.Kind = shape.Kind;
        if (shape.Kind == FindingShapeKind.NoFindings) return;
        if (sources.Of(shape.Kind) is { } source)
        {
            source.Take(piece, shape);
            return;
        }

        readings.Report(FindingProblemKind.UnknownDocument, piece, shape.Id, piece.Kind == JsonPieceKind.Element
            ? "it is not a finding of Amazon Inspector"
            : "it is not a document with findings of Amazon Inspector");
    }

    // One after the other, so that each is told when those before it were taken.
    private void Conclude()
    {
        if (hasOwnDetails && !detailsReported && context.Details.Unused > 0)
        {
            detailsReported = true;
            readings.Add(new FindingReading(context.Details.UnusedIn(context.Origin)));
        }
        else
        {
            readings.ReportMistakesLeft();
        }
    }
}
