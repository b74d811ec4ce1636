using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Input;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <summary>Reads Inspector findings from files and from objects in Amazon S3, one at a time, whatever the file's size.</summary>
[Cmdlet(VerbsData.Import, "InspectorFinding", DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(Inspector2Finding), typeof(ClassicFinding), typeof(ScanFinding), typeof(CisFinding))]
[OutputType(OcsfObject.TypeName)]
public sealed class ImportInspectorFindingCommand : AwsCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch sinceProgress = new();
    private readonly CisScans cisScans = new();
    private readonly FindingDetailsIndex details = new();
    private ScanArtifact? artifact;
    private long count;
    // Said once of a source.
    private bool asffReported;
    private bool dateReported;

    /// <summary>
    /// Files; wildcards are resolved. Objects in Amazon S3 as s3://bucket/key, with a * at the end for all that begin so.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Path))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// What was scanned, for results of scans (ScanSbom, SBOM generator, CI plugins), which do not say it: an image
    /// reference or a path.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Resource { get; set; }

    /// <summary>What kind of artefact was scanned.</summary>
    [Parameter]
    [ValidateSet(
        nameof(ScanArtifactType.ContainerImage), nameof(ScanArtifactType.Directory), nameof(ScanArtifactType.Archive),
        nameof(ScanArtifactType.Binary), nameof(ScanArtifactType.Host))]
    public string ResourceType { get; set; } = nameof(ScanArtifactType.ContainerImage);

    /// <summary>The account that findings of a scan are imported for; an image in ECR says its own.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? AccountId { get; set; }

    /// <summary>
    /// The Region that findings of a scan are imported in (an image in ECR says its own), and of the bucket for s3://
    /// addresses.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>
    /// When the CIS scans were whose results say nothing of it: neither themselves nor a reply of ListCisScans that was read
    /// before.
    /// </summary>
    [Parameter]
    public DateTimeOffset? ScanDate { get; set; }

    private protected override void Begin()
    {
        cisScans.ScanDate = ScanDate;
        if (Resource is not null) artifact = ScannedArtifact.Of(this, Resource, ResourceType, AccountId, Region);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isLiteral = ParameterSetName == nameof(LiteralPath);
        var sources = (isLiteral ? LiteralPath : Path).SelectMany(
            path => IsObject(path) ? [path] : InputFiles.Resolve(this, path, isLiteral)).ToList();
        // Findings are given as they are read: what another file tells of them has to be known before.
        foreach (var file in sources.Where(source => !IsObject(source))) LookForDetails(file);
        foreach (var source in sources)
        {
            if (IsObject(source))
            {
                ReadObjects(source);
                continue;
            }

            using var file = InputFiles.Open(this, source);
            if (file is null) continue;
            // A pipe has no length.
            var length = file.CanSeek ? file.Length : 0;
            ReadFindings(file, file.Name, length, new DateTimeOffset(File.GetLastWriteTimeUtc(file.Name)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (details.Unused > 0) WriteError(FindingErrorRecord.From(details.UnusedIn("what was read"), null));
    }

    private static bool IsObject(string path) => path.StartsWith(ReportBucket.Scheme, StringComparison.OrdinalIgnoreCase);

    private void LookForDetails(string path)
    {
        try
        {
            // A pipe has no length, and can be read once.
            if (new FileInfo(path).Length == 0) return;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            details.LookThrough(file, Stop);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            // The reading of its findings fails, too, and says so.
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void ReadObjects(string address) => Call(address, () =>
    {
        using var bucket = new ReportBucket(ConnectTo(Region));
        foreach (var found in Await(bucket.FindAsync(address, Stop)))
        {
            Call(found, () =>
            {
                var (content, length, writtenAt) = Await(bucket.OpenAsync(found, Stop));
                using (content) ReadFindings(content, found, length, writtenAt);
            });
        }
    });

    private void Call(string address, Action work)
    {
        try
        {
            work();
        }
        catch (AwsException failure)
        {
            WriteError(ErrorOf(failure, address));
        }
    }

    private void ReadFindings(Stream stream, string origin, long length, DateTimeOffset writtenAt)
    {
        WriteVerbose($"Reading {origin}.");
        var before = count;
        sinceProgress.Restart();
        var showsProgress = false;
        (asffReported, dateReported) = (false, false);
        try
        {
            foreach (var reading in ReadAhead.Of(
                stop => FindingReader.Read(stream, origin, artifact, writtenAt, cisScans, details, takesOcsf: true, stop), Stop))
            {
                Take(reading, origin, writtenAt);
                if (sinceProgress.Elapsed < ProgressInterval) continue;
                sinceProgress.Restart();
                showsProgress = true;
                WriteProgress(Progress(origin, stream, length));
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        if (showsProgress)
            WriteProgress(new ProgressRecord(0, "Reading Inspector findings", origin) { RecordType = ProgressRecordType.Completed });
        WriteVerbose($"Read {count - before} findings from {origin}.");
    }

    private void Take(in FindingReading reading, string origin, DateTimeOffset writtenAt)
    {
        if (reading.Finding is { } finding)
        {
            count++;
            if (finding is CisFinding { ScanDate: { } date } && date == writtenAt) WarnOfDate(origin, writtenAt);
            WriteObject(finding);
        }
        else if (reading.Ocsf is { } ocsf)
        {
            count++;
            WriteObject(OcsfObject.From(ocsf));
        }
        else if (reading.Problem is { } problem)
        {
            WriteError(FindingErrorRecord.From(problem, origin));
        }
        else if (reading.Notice is { } notice)
        {
            Write(notice);
        }
        else if (!asffReported)
        {
            asffReported = true;
            WriteError(FindingErrorRecord.From(
                new FindingProblem(
                    FindingProblemKind.UnknownDocument, origin, null, null,
                    "it holds findings in the Security Hub format already; pass its text on as it is"), origin));
        }
    }

    // The file's own time is the next best, and no good where the file was copied.
    private void WarnOfDate(string origin, DateTimeOffset writtenAt)
    {
        if (dateReported) return;
        dateReported = true;
        WriteWarning(
            $"{origin} does not say when the CIS scan was; {writtenAt:u}, when the file was written, stands for it. " +
            "Give -ScanDate, or the reply of ListCisScans first.");
    }

    private ProgressRecord Progress(string origin, Stream stream, long length) =>
        new(0, "Reading Inspector findings", origin)
        {
            CurrentOperation = string.Format(CultureInfo.CurrentCulture, "{0:N0} findings", count),
            PercentComplete = length > 0 && stream.CanSeek ? (int)Math.Min(100, 100 * stream.Position / length) : -1,
        };
}
