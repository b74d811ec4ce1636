using System.Management.Automation;
using System.Text;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Input;
using InspectorHub.Outbox;
using InspectorHub.Reports;
using InspectorHub.Translation;

namespace InspectorHub.Commands;

/// <summary>
/// Writes a report about findings and their delivery: one HTML file for people who would rather look than read, or the findings
/// themselves for a spreadsheet.
/// </summary>
[Cmdlet(VerbsData.Export, "InspectorHubReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportInspectorHubReportCommand : InspectorHubCommand
{
    private readonly FindingInput input = new();
    private UpstreamErrors? errors;
    private bool hasProblems;
    private readonly FindingTally tally = new(DateTimeOffset.UtcNow);
    private string file = "";
    private bool isWanted;
    private StreamWriter? writer;
    private CsvReport? csv;

    /// <summary>The file to write; one that is there is replaced. A name that ends in .csv is a table for spreadsheets.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>A finding to report on, of any kind that FindingInput knows.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [Alias("Finding")]
    public PSObject? InputObject { get; set; }

    /// <summary>The outbox whose deliveries are reported; the user's own by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutboxPath { get; set; }

    /// <summary>The heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Title { get; set; } = "Amazon Inspector findings";

    /// <summary>Gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Begin()
    {
        errors = new UpstreamErrors(SessionState);
        file = GetUnresolvedProviderPathFromPSPath(Path);
        if (Directory.Exists(file))
            ThrowTerminatingError(new ErrorRecord(
                new IOException($"{file} is a folder; name a file in it."), "CannotWriteReport", ErrorCategory.WriteError, file));
        isWanted = ShouldProcess(file, "Write the report");
        if (!isWanted || !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) return;
        // Spreadsheets take a file without the mark for one in the machine's own code page.
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        OnFile(() => csv = new CsvReport(writer = new StreamWriter(file, append: false, encoding)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Count(input.Read(InputObject));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Count(input.Complete());
        if (!isWanted) return;
        OnFile(() =>
        {
            if (csv is null) WriteHtml();
            else writer!.Dispose();
        });
        if (PassThru) WriteObject(new FileInfo(file));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
            writer?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteHtml()
    {
        var (delivery, refused) = Delivery();
        using var html = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        new HtmlReport(Title, tally, delivery, refused) { IsIncomplete = hasProblems || errors!.CameUp }.Write(html);
    }

    private void OnFile(Action work)
    {
        try
        {
            work();
        }
        catch (OutboxException failure)
        {
            ThrowTerminatingError(new ErrorRecord(failure, $"Outbox{failure.Failure}", ErrorCategory.ResourceUnavailable, OutboxPath));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "CannotWriteReport", ErrorCategory.WriteError, file));
        }
    }

    private void Count(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem)
            {
                hasProblems = true;
                WriteError(FindingErrorRecord.From(problem, InputObject));
                continue;
            }

            try
            {
                var asff = item.ToAsff();
                if (csv is null) tally.Add(asff);
                else OnFile(() => csv.Add(asff));
            }
            catch (TranslationException failure)
            {
                hasProblems = true;
                WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
            }
        }
    }

    // A report looks; it does not make an outbox where there is none.
    private (IReadOnlyList<DeliveryFigures> Delivery, IReadOnlyList<OutboxItem> Refused) Delivery()
    {
        var path = OutboxPath is null ? FindingOutbox.DefaultPath : GetUnresolvedProviderPathFromPSPath(OutboxPath);
        if (OutboxPath is null && !File.Exists(path)) return ([], []);
        using var outbox = new OutboxView(path);
        return (outbox.Figures(), [.. outbox.Read(new OutboxFilter { States = [OutboxState.Refused] }).Take(HtmlReport.RowsShown)]);
    }
}
