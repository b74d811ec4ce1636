using InspectorHub.Asff;

namespace InspectorHub.Sync.Cis;

/// <summary>A check that had failed and that a whole scan has no more.</summary>
internal sealed record CisGoneCheck(string Id, CisOpenCheck Check, AsffStatusReason Reason);
