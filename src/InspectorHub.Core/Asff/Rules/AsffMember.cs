using System.Text;
using InspectorHub.Asff.Rules.Shapes;

namespace InspectorHub.Asff.Rules;

/// <summary>A member of an object of the format.</summary>
internal sealed record AsffMember(string Name, AsffShape Shape, bool IsRequired = false)
{
    /// <summary>The name as documents have it.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}
