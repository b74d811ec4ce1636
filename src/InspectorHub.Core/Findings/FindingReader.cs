using System.Text;
using System.Text.Json;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
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

    // Of mistakes alike so many are told one by one, then their number: a source may have a million of them.
    private const int ToldAlike = 100;

    // Each part has 128 KB at least.
    private const int PartsWithoutJson = 256;

    private readonly JsonSplitter splitter = new(ElementMembers, SideMembers);
    private readonly Queue<FindingReading> ready = new();
    private readonly string origin;
    private readonly ScanArtifact? artifact;
    private readonly DateTimeOffset? scannedAt;
    private readonly CisScans cisScans;
    private readonly FindingDetailsIndex details;
    private readonly bool hasOwnDetails;
    private readonly Dictionary<FindingProblemKind, int> mistakes = [];
    private FindingShapeKind last;
    private bool isComplete;
    private bool detailsReported;
    private bool totalsReported;

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
    {
        (this.origin, this.artifact, this.scannedAt, this.cisScans) = (origin, artifact, scannedAt, cisScans);
        (this.details, hasOwnDetails) = (details ?? new FindingDetailsIndex(), details is null);
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
    public bool TakesOcsf { get; set; }

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
        while (ready.Count == 0)
        {
            if (!splitter.TryRead(out var piece))
            {
                if (isComplete && (ReportUnusedDetails() || ReportMistakesLeft())) continue;
                reading = default;
                return false;
            }

            Take(piece);
        }

        reading = ready.Dequeue();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => splitter.Dispose();

    private void Take(in JsonPiece piece)
    {
        switch (piece.Kind)
        {
            case JsonPieceKind.Problem:
                Report(FindingProblemKind.Malformed, piece, null, piece.Problem!);
                break;
            case JsonPieceKind.Side:
                TakeFailures(piece, piece.Member!, piece.Json);
                break;
            default:
                try
                {
                    TakeValue(piece);
                }
                catch (Exception failure) when (IsMistake(failure))
                {
                    TakeMistake(piece, failure);
                }

                break;
        }
    }

    // Findings of one kind come together: what the last one was is tried first.
    private bool TakeAsLast(in JsonPiece piece)
    {
        try
        {
            InspectorFinding? finding = last switch
            {
                FindingShapeKind.Inspector2 when Inspector2Json.Finding.Read(piece.Json) is { FindingArn.Length: > 0 } inspector2
                    && IsWhole(inspector2) => inspector2,
                FindingShapeKind.Cis when CisJson.Finding.Read(piece.Json) is { CheckId.Length: > 0 } cis => cis,
                FindingShapeKind.Classic when ClassicJson.Finding.Read(piece.Json)
                    is { Arn.Length: > 0, ServiceAttributes: not null } classic => classic,
                FindingShapeKind.Event when Inspector2Json.Event.Read(piece.Json)
                    is { HasFinding: true, Detail: { FindingArn.Length: > 0 } detail } => detail,
                _ => null,
            };
            if (finding is not null) Take(piece, finding);
            return finding is not null;
        }
        catch (Exception failure) when (IsMistake(failure))
        {
            return false;
        }
    }

    // Text that is not UTF-8, half a character, a date beyond the calendar: .NET has a name of its own for each.
    private static bool IsMistake(Exception failure) =>
        failure is JsonException or InvalidOperationException or FormatException or ArgumentException;

    private void TakeValue(in JsonPiece piece)
    {
        if (TakeAsLast(piece)) return;
        var shape = FindingShape.Of(piece.Json);
        last = shape.Kind;
        switch (shape.Kind)
        {
            case FindingShapeKind.Inspector2 or FindingShapeKind.Classic when shape.Id is null:
                Report(
                    FindingProblemKind.MissingArn,
                    piece,
                    null,
                    shape.Kind == FindingShapeKind.Classic ? "a finding without its arn" : "a finding without its findingArn");
                break;
            case FindingShapeKind.Inspector2:
                Take(piece, Inspector2Json.Finding.Read(piece.Json)!);
                break;
            case FindingShapeKind.Classic:
                Take(piece, ClassicJson.Finding.Read(piece.Json)!);
                break;
            case FindingShapeKind.Event:
                TakeEvent(piece, shape.EventType);
                break;
            case FindingShapeKind.Asff:
                ready.Enqueue(new FindingReading(piece.Json.ToArray(), $"{origin}, {piece.Position.Place}"));
                break;
            case FindingShapeKind.Ocsf when TakesOcsf:
                ready.Enqueue(FindingReading.OfOcsf(piece.Json.ToArray()));
                break;
            case FindingShapeKind.Ocsf:
                Report(
                    FindingProblemKind.UnknownDocument, piece, null,
                    "a finding in OCSF, which Security Hub holds already; one of Amazon Inspector is expected");
                break;
            case FindingShapeKind.Details:
                details.Add(piece.Json);
                break;
            case FindingShapeKind.Notification:
                TakeWithin(piece, "Message");
                break;
            case FindingShapeKind.ImageScan:
                TakeWithin(piece, "imageScanFindings");
                break;
            case FindingShapeKind.ScanFinding:
                Take(piece, JsonSerializer.Deserialize(piece.Json, FindingJsonContext.Default.ScanFinding)!);
                break;
            case FindingShapeKind.Scan:
                TakeScan(piece);
                break;
            case FindingShapeKind.Cis:
                if (CisJson.Finding.Read(piece.Json) is { CheckId.Length: > 0 } result) Take(piece, result);
                else Report(FindingProblemKind.MissingArn, piece, shape.Id, "a result of a CIS scan without its checkId");
                break;
            case FindingShapeKind.CisScan:
                cisScans.Add(CisJson.Scan.Read(piece.Json)!);
                break;
            case FindingShapeKind.CisTarget:
                cisScans.Add(CisJson.Target.Read(piece.Json)!);
                break;
            case FindingShapeKind.CisTotals:
                if (!totalsReported) Report(FindingProblemKind.Incomplete, piece, null,
                    "totals of a CIS scan, not its results; GetCisScanResultDetails gives those");
                totalsReported = true;
                break;
            case FindingShapeKind.Failures:
                TakeFailures(piece);
                break;
            case FindingShapeKind.NoFindings:
                break;
            default:
                Report(FindingProblemKind.UnknownDocument, piece, shape.Id, piece.Kind == JsonPieceKind.Element
                    ? "it is not a finding of Amazon Inspector"
                    : "it is not a document with findings of Amazon Inspector");
                break;
        }
    }

    private void Take(in JsonPiece piece, InspectorFinding finding)
    {
        finding.ReadAt(origin, piece.Position);
        if (finding is Inspector2Finding inspector2) details.GiveTo(inspector2);
        if (finding is CisFinding result) Supplement(result);
        ready.Enqueue(new FindingReading(finding));
    }

    private void Supplement(CisFinding result)
    {
        cisScans.Complete(result);
        result.ScanDate ??= scannedAt;
    }

    private void TakeEvent(in JsonPiece piece, string? type)
    {
        if (Inspector2Event.IsOfFinding(type))
        {
            if (Inspector2Json.Event.Read(piece.Json)?.Detail is { FindingArn.Length: > 0 } detail) Take(piece, detail);
            else Report(FindingProblemKind.MissingArn, piece, null, "an event whose finding has no findingArn");
        }
        else if (TakesOcsf && type == Inspector2Event.OcsfType)
        {
            TakeWithin(piece, "detail");
        }
        else if (Inspector2Event.IsOfInspector(type))
        {
            Notice(piece, isWarning: false, $"an event of type '{type}', which has no finding, is passed over");
        }
        else
        {
            Report(FindingProblemKind.UnknownDocument, piece, null, Inspector2Event.IsOfSecurityHub(type)
                ? $"an event of type '{type}', which tells of a finding that Security Hub holds already; '{Inspector2Event.Type}' is " +
                    "expected"
                : $"an event of type '{type}'; '{Inspector2Event.Type}' is expected");
        }
    }

    // A text or an object that is a document of its own. Where it stands is where its envelope does.
    private void TakeWithin(in JsonPiece piece, string member)
    {
        using var document = JsonDocument.Parse(piece.Json.ToArray());
        var content = document.RootElement.EnumerateObject().First(property =>
            property.Name.Equals(member, StringComparison.OrdinalIgnoreCase)).Value;
        using var within = new FindingReader(origin, artifact, scannedAt, cisScans, details) { TakesOcsf = TakesOcsf };
        within.Append(Encoding.UTF8.GetBytes(content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText()));
        within.Complete();
        while (within.TryRead(out var reading))
        {
            reading.Finding?.ReadAt(origin, piece.Position);
            ready.Enqueue(reading.Problem is { } problem
                ? new FindingReading(problem with { Position = piece.Position, What = $"within its {member}: {problem.What}" })
                : reading);
        }
    }

    private void TakeScan(in JsonPiece piece)
    {
        var scan = ScanReader.Read(piece.Json, artifact ?? new ScanArtifact(), scannedAt ?? DateTimeOffset.UtcNow);
        if (artifact is null && scan.IsScan)
        {
            const string What = "the result of a scan, which does not say what was scanned";
            ready.Enqueue(new FindingReading(new FindingProblem(FindingProblemKind.Incomplete, origin, piece.Position, null, What)
            {
                NeedsArtifact = true,
            }));
            return;
        }

        foreach (var finding in scan.Findings)
        {
            if (!string.IsNullOrEmpty(finding.VulnerabilityId)) Take(piece, finding);
            else Report(FindingProblemKind.MissingArn, piece, artifact?.Reference, "a vulnerability without its id");
        }

        var kind = scan.IsScan ? FindingProblemKind.WrongShape : FindingProblemKind.UnknownDocument;
        foreach (var problem in scan.Problems) Report(kind, piece, artifact?.Reference, problem);
        foreach (var oddity in scan.Oddities) Notice(piece, isWarning: true, oddity);
        if (artifact?.IsNamedByPlace == true)
        {
            Notice(
                piece,
                isWarning: true,
                $"'{artifact.Reference}' is another artefact in every folder: all that are scanned under this name are taken for one");
        }
    }

    private void TakeFailures(in JsonPiece piece)
    {
        using var document = JsonDocument.Parse(piece.Json.ToArray());
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Name.Equals(FindingFailures.FailedItems, StringComparison.OrdinalIgnoreCase))
                TakeFailures(piece, FindingFailures.FailedItems, Encoding.UTF8.GetBytes(member.Value.GetRawText()));
        }
    }

    private void TakeFailures(in JsonPiece piece, string member, ReadOnlySpan<byte> json)
    {
        try
        {
            foreach (var (id, what, isFailure) in FindingFailures.Read(member, json))
            {
                if (isFailure) Report(FindingProblemKind.NotDescribed, piece, id, what);
                else Notice(piece, isWarning: false, $"{id}: {what}");
            }
        }
        catch (Exception failure) when (IsMistake(failure))
        {
            Report(FindingProblemKind.WrongShape, piece, null, $"{member} is not of the shape that Inspector gives it");
        }
    }

    // Either the text is not JSON or UTF-8, or a member is not of its type.
    private void TakeMistake(in JsonPiece piece, Exception failure)
    {
        var wrongPath = (failure as JsonException)?.Path;
        var member = wrongPath ?? "it";
        if (failure.GetBaseException() is DecoderFallbackException)
        {
            Report(FindingProblemKind.Malformed, piece, null, $"{member} is not UTF-8");
            return;
        }

        try
        {
            var shape = FindingShape.Of(piece.Json);
            var odd = wrongPath is { } path ? OddMember.Find(piece.Json, path) : null;
            if (odd?.ReadRest(shape.Kind) is { } finding) Take(piece, finding);
            else Report(FindingProblemKind.WrongShape, piece, shape.Id, odd is null
                ? $"{member} has a value of another type than Inspector's" : odd.ToString());
        }
        catch (JsonException)
        {
            Report(FindingProblemKind.Malformed, piece, null, $"{member} is not JSON");
        }
        catch (Exception odd) when (IsMistake(odd))
        {
            Report(FindingProblemKind.Malformed, piece, null, $"{member} has a text with half a character, or one member twice");
        }
    }

    private bool ReportUnusedDetails()
    {
        if (!hasOwnDetails || detailsReported || details.Unused == 0) return false;
        detailsReported = true;
        ready.Enqueue(new FindingReading(details.UnusedIn(origin)));
        return true;
    }

    private bool ReportMistakesLeft()
    {
        foreach (var mistake in mistakes.Where(mistake => mistake.Value > ToldAlike))
        {
            var what = $"{mistake.Value - ToldAlike} more mistakes like these";
            ready.Enqueue(new FindingReading(new FindingProblem(mistake.Key, origin, null, null, what)));
        }

        mistakes.Clear();
        return ready.Count > 0;
    }

    private void Notice(in JsonPiece piece, bool isWarning, string what) =>
        ready.Enqueue(new FindingReading(new FindingNotice(isWarning, origin, piece.Position, what)));

    private void Report(FindingProblemKind kind, in JsonPiece piece, string? id, string what)
    {
        if (kind is not (FindingProblemKind.NotDescribed or FindingProblemKind.Incomplete))
        {
            mistakes[kind] = (mistakes.TryGetValue(kind, out var before) ? before : 0) + 1;
            if (mistakes[kind] > ToldAlike) return;
        }

        var problem = new FindingProblem(kind, origin, piece.Position, id, what);
        ready.Enqueue(piece.Kind == JsonPieceKind.Element
            ? new FindingReading(problem, piece.Json.ToArray())
            : new FindingReading(problem));
    }

    private static bool IsWhole(Inspector2Finding finding) =>
        finding.Type is not null || finding.Severity is not null || finding.Resources is not null;
}
