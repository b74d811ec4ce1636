using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Base;
using InspectorHub.Findings;
using InspectorHub.Input;

namespace InspectorHub.Commands;

/// <summary>Tells whether findings are in a form that Security Hub will accept, and everything that it would refuse.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Asff", DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(AsffViolation), typeof(bool))]
public sealed class TestAsffCommand : InspectorHubCommand
{
    private readonly AsffInput input = new();
    private long findings;
    private bool isValid = true;

    /// <summary>A finding in the Security Hub format: an object of any kind, or JSON text.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = nameof(InputObject))]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Files; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Path))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>One Boolean for everything: whether there was a finding and Security Hub would accept all of them.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == nameof(InputObject))
        {
            if (InputObject?.BaseObject is FileInfo file) TestFile(file.FullName, isLiteral: true);
            else Test(input.Read(InputObject));
            return;
        }

        foreach (var path in ParameterSetName == nameof(LiteralPath) ? LiteralPath : Path)
            TestFile(path, ParameterSetName == nameof(LiteralPath));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Test(input.Complete());
        WriteVerbose($"Tested {findings} findings.");
        if (Quiet) WriteObject(isValid && findings > 0);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private void TestFile(string path, bool isLiteral)
    {
        foreach (var file in InputFiles.Open(this, path, isLiteral))
        {
            try
            {
                Test(AsffInput.Read(file, file.Name));
            }
            catch (Exception failure) when (failure is IOException or InvalidDataException)
            {
                Report(new FindingProblem(FindingProblemKind.Unreadable, file.Name, null, null, failure.Message.TrimEnd('.')));
            }
        }
    }

    private void Test(IEnumerable<AsffInputItem> items)
    {
        foreach (var item in items)
        {
            if (Stop.IsCancellationRequested) throw new PipelineStoppedException();
            if (item.Problem is { } problem)
            {
                Report(problem);
                continue;
            }

            findings++;
            foreach (var violation in AsffRules.Check(item.Json, item.Origin))
            {
                isValid = false;
                if (Quiet) break;
                WriteObject(violation);
            }
        }
    }

    // Nothing that can be checked: an error, and no finding that Security Hub would accept.
    private void Report(FindingProblem problem)
    {
        isValid = false;
        WriteError(FindingErrorRecord.From(problem, InputObject));
    }
}
