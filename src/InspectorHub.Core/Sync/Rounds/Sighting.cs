using System.Runtime.InteropServices;

namespace InspectorHub.Sync.Rounds;

/// <summary>How Security Hub was seen to hold a finding.</summary>
/// <param name="Differs">Whether it was seen to lack it, or to hold it in another state.</param>
/// <param name="UpdatedAt">UpdatedAt of what it holds; null where it holds nothing, or has not been asked.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sighting(bool Differs, DateTimeOffset? UpdatedAt);
