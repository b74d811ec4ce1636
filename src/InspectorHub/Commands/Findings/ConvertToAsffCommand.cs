using System.Collections;
using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Input;

namespace InspectorHub.Commands;

/// <summary>Translates Inspector findings to the AWS Security Finding Format.</summary>
[Cmdlet(VerbsData.ConvertTo, "Asff", DefaultParameterSetName = AsObject)]
[OutputType(typeof(AsffFinding), ParameterSetName = [AsObject])]
[OutputType(typeof(string), ParameterSetName = [nameof(AsJson)])]
[OutputType(typeof(Hashtable), ParameterSetName = [nameof(AsHashtable)])]
public sealed class ConvertToAsffCommand : ConvertingCommand
{
    private const string AsObject = nameof(AsObject);

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
        base.Begin();
        if (Region is null || Product == AsffProduct.Account) return;
        ThrowTerminatingError(new ErrorRecord(
            new PSInvalidOperationException(
                "-Region goes with -Product Account: in the Inspector form a finding stays in its own " +
                "Region."), "RegionOfInspectorForm", ErrorCategory.InvalidArgument, Region));
    }

    private protected override void Write(FindingInputItem item)
    {
        var asff = Product == AsffProduct.Account ? item.ToAccountForm(Region) : item.ToInspectorForm();
        var id = item.Finding?.FindingId ?? asff.Id;
        foreach (var warning in item.NewWarnings(asff)) WriteWarning($"{id}: {warning}");
        foreach (var cut in item.NewCuts(asff)) WriteVerbose($"{id}: {cut}");
        if (AsJson) WriteObject(AsffJson.ToText(asff));
        else if (AsHashtable) WriteObject(AsffHashtable.From(asff));
        else WriteObject(asff);
    }
}
