using System.Management.Automation;
using InspectorHub.Input;
using InspectorHub.Translation;

namespace InspectorHub.Base;

/// <summary>Base of the cmdlets that give each finding of the pipeline in another form; what has none is an error of its own.</summary>
public abstract class ConvertingCommand : InspectorHubCommand
{
    /// <summary>A finding of any kind that FindingInput knows.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    private protected FindingInput Input { get; } = new();

    private protected override void Begin() => Input.Noticed = Write;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Write(Input.Read(InputObject));

    /// <inheritdoc/>
    protected override void EndProcessing() => Write(Input.Complete());

    /// <summary>Gives a finding.</summary>
    /// <exception cref="TranslationException">It does not have that form.</exception>
    private protected abstract void Write(FindingInputItem item);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Input.Dispose();
        base.Dispose(disposing);
    }

    private void Write(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem)
            {
                WriteError(FindingErrorRecord.From(problem, InputObject));
                continue;
            }

            try
            {
                Write(item);
            }
            catch (TranslationException failure)
            {
                WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
            }
        }
    }
}
