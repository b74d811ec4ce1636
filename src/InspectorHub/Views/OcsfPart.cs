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
    private ReadOnlyMemory<byte>? unread = json;

    /// <inheritdoc/>
    public override object? Value
    {
        get
        {
            if (unread is { } part) Value = OcsfObject.Value(part.Span);
            return base.Value;
        }

        set
        {
            base.Value = value;
            unread = null;
        }
    }

    /// <inheritdoc/>
    public override string TypeNameOfValue => Made.TypeNameOfValue;

    private PSNoteProperty Made => new(Name, Value);

    /// <summary>PowerShell attaches copies to objects, of what is not made yet, too.</summary>
    public override PSMemberInfo Copy() => unread is { } part ? new OcsfPart(Name, part) : Made;

    /// <inheritdoc/>
    public override string ToString() => Made.ToString();
}
