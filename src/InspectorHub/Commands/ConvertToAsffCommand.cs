using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Translation;

namespace InspectorHub.Commands;

/// <summary>Translates Inspector findings to the AWS Security Finding Format.</summary>
[Cmdlet(VerbsData.ConvertTo, "Asff")]
[OutputType(typeof(AsffFinding), typeof(string))]
public sealed class ConvertToAsffCommand : InspectorHubCommand
{
    private readonly FindingInput input = new();

    /// <summary>A finding of any kind that FindingInput knows.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What Inspector itself sends, or what an account may import.</summary>
    [Parameter]
    public AsffProduct Product { get; set; } = AsffProduct.Inspector;

    /// <summary>One compact JSON text per finding.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Write(input.Read(InputObject));

    /// <inheritdoc/>
    protected override void EndProcessing() => Write(input.Complete());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private void Write(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, InputObject));
            else Write(item);
        }
    }

    private void Write(FindingInputItem item)
    {
        AsffFinding asff;
        try
        {
            asff = item.Asff ?? AsffTranslator.Translate(item.Finding!);
            asff = Product == AsffProduct.Account ? AccountForm.From(asff) : asff;
        }
        catch (TranslationException failure)
        {
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Finding ?? (object?)item.Asff));
            return;
        }

        foreach (var warning in asff.Warnings) WriteWarning($"{item.Finding?.FindingId}: {warning}");
        foreach (var cut in asff.Cuts) WriteVerbose($"{item.Finding?.FindingId}: {cut}");
        if (AsJson) WriteObject(AsffJson.ToText(asff));
        else WriteObject(asff);
    }
}
