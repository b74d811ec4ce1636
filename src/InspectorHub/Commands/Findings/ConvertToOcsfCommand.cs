using System.Management.Automation;
using System.Text;
using InspectorHub.Base;
using InspectorHub.Input;
using InspectorHub.Ocsf;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <summary>Translates Inspector findings to the Open Cybersecurity Schema Framework, as Security Hub has them.</summary>
[Cmdlet(VerbsData.ConvertTo, "Ocsf", DefaultParameterSetName = AsObject)]
[OutputType(OcsfObject.TypeName, ParameterSetName = [AsObject])]
[OutputType(typeof(string), ParameterSetName = [nameof(AsJson)])]
public sealed class ConvertToOcsfCommand : ConvertingCommand
{
    private const string AsObject = nameof(AsObject);

    private OcsfVersion version = OcsfVersion.V160;

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
        Input.TakesOcsf = true;
        base.Begin();
    }

    private protected override void Write(FindingInputItem item)
    {
        var ocsf = item.ToOcsf(version);
        if (AsJson) WriteObject(Encoding.UTF8.GetString(ocsf));
        else WriteObject(OcsfObject.From(ocsf));
    }
}
