using System.Collections;
using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Input;
using InspectorHub.Translation;

namespace InspectorHub.Commands;

/// <summary>Translates Inspector findings to the AWS Security Finding Format.</summary>
[Cmdlet(VerbsData.ConvertTo, "Asff", DefaultParameterSetName = AsObject)]
[OutputType(typeof(AsffFinding), ParameterSetName = [AsObject])]
[OutputType(typeof(string), ParameterSetName = [nameof(AsJson)])]
[OutputType(typeof(Hashtable), ParameterSetName = [nameof(AsHashtable)])]
public sealed class ConvertToAsffCommand : InspectorHubCommand
{
    private const string AsObject = nameof(AsObject);

    private readonly FindingInput input = new();

    /// <summary>A finding of any kind that FindingInput knows.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What Inspector itself sends, or what an account may import.</summary>
    [Parameter]
    public AsffProduct Product { get; set; } = AsffProduct.Inspector;

    /// <summary>One compact JSON text per finding.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(AsJson))]
    public SwitchParameter AsJson { get; set; }

    /// <summary>Nested hashtables, which Import-SHUBFindingsBatch of AWS.Tools.SecurityHub binds to its classes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(AsHashtable))]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>With -Product Account: the Region whose Security Hub is to take the findings, where it is not their own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    private protected override void Begin()
    {
        input.Noticed = Write;
        if (Region is null || Product == AsffProduct.Account) return;
        ThrowTerminatingError(new ErrorRecord(
            new PSInvalidOperationException(
                "-Region goes with -Product Account: in the Inspector form a finding stays in its own " +
                "Region."), "RegionOfInspectorForm", ErrorCategory.InvalidArgument, Region));
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
        AsffFinding asff;
        try
        {
            asff = Product == AsffProduct.Account ? item.ToAccountForm(Region) : InspectorForm.From(item.ToAsff());
        }
        catch (TranslationException failure)
        {
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
            return;
        }

        var id = item.Finding?.FindingId ?? asff.Id;
        foreach (var warning in item.NewWarnings(asff)) WriteWarning($"{id}: {warning}");
        foreach (var cut in item.NewCuts(asff)) WriteVerbose($"{id}: {cut}");
        if (AsJson) WriteObject(AsffJson.ToText(asff));
        else if (AsHashtable) WriteObject(AsffHashtable.From(asff));
        else WriteObject(asff);
    }
}
