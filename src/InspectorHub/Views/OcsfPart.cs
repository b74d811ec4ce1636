using System.Management.Automation;

namespace InspectorHub.Views;

/// <summary>
/// An object or a list of a finding, which is made when somebody looks at it: most pipelines filter by a few members, and making the
/// objects of all takes five times what translating takes.
/// </summary>
/// <param name="name">The member.</param>
/// <param name="json">Its value as UTF-8 JSON, known to be valid.</param>
internal sealed class OcsfPart(string name, ReadOnlyMemory<byte> json) : PSNoteProperty(name, null)
{
    // The text stays: runspaces that look at one finding at once both find it whole.
    private volatile bool isMade;

    /// <inheritdoc/>
    public override object? Value
    {
        get
        {
            if (!isMade) Value = OcsfObject.Value(json.Span);
            return base.Value;
        }

        set
        {
            base.Value = value;
            isMade = true;
        }
    }

    /// <inheritdoc/>
    public override string TypeNameOfValue => Made.TypeNameOfValue;

    private PSNoteProperty Made => new(Name, Value);

    /// <summary>PowerShell attaches copies to objects, of what is not made yet, too.</summary>
    public override PSMemberInfo Copy() => isMade ? Made : new OcsfPart(Name, json);

    /// <inheritdoc/>
    public override string ToString() => Made.ToString();
}
