using System.Management.Automation;
using System.Text;
using InspectorHub.Base;
using InspectorHub.Input;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <summary>Translates Inspector findings to the Open Cybersecurity Schema Framework, as Security Hub has them.</summary>
[Cmdlet(VerbsData.ConvertTo, "Ocsf", DefaultParameterSetName = AsObject)]
[OutputType(OcsfObject.TypeName, ParameterSetName = [AsObject])]
[OutputType(typeof(string), ParameterSetName = [nameof(AsJson)])]
public sealed class ConvertToOcsfCommand : InspectorHubCommand
{
    private const string AsObject = nameof(AsObject);

    private readonly FindingInput input = new();
    private OcsfVersion version = OcsfVersion.V160;

    /// <summary>A finding of any kind that FindingInput knows.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The version of OCSF.</summary>
    [Parameter]
    [ValidateSet("1.5.0", "1.6.0", "1.8.0")]
    public string Version { get; set; } = "1.6.0";

    /// <summary>One compact JSON text per finding.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(AsJson))]
    public SwitchParameter AsJson { get; set; }

    private protected override void Begin()
    {
        version = OcsfVersion.Of(Version);
        input.Noticed = Write;
        input.TakesOcsf = true;
    }

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
        byte[] ocsf;
        try
        {
            ocsf = item.ToOcsf(version);
        }
        catch (TranslationException failure)
        {
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
            return;
        }

        if (AsJson) WriteObject(Encoding.UTF8.GetString(ocsf));
        else WriteObject(OcsfObject.From(ocsf));
    }
}
