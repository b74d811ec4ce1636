using System.Runtime.InteropServices;

namespace InspectorHub.Translation;

/// <summary>A field of ProductFields by its meaning.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NeutralField(NeutralFieldKind Kind, string Name, string Value);
