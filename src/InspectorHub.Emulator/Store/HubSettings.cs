namespace InspectorHub.Emulator.Store;

/// <summary>The state of a hub as DescribeHub gives it.</summary>
/// <param name="SubscribedAt">Since when it is on; null while it is off.</param>
/// <param name="AutoEnableControls">New controls are on at once.</param>
/// <param name="ControlFindingGenerator"><c>SECURITY_CONTROL</c> or <c>STANDARD_CONTROL</c>.</param>
internal sealed record HubSettings(string? SubscribedAt, bool AutoEnableControls, string ControlFindingGenerator);
