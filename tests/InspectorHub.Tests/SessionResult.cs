using System.Management.Automation;

namespace InspectorHub.Tests;

/// <summary>What a script left in its streams.</summary>
public sealed record SessionResult(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors);
