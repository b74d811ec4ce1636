using System.Management.Automation;

namespace InspectorHub.Input;

/// <summary>What a cmdlet gave, or a script has cast, may still be in PowerShell's wrapping.</summary>
internal static class Wrapping
{
    /// <summary>The object itself.</summary>
    public static object? Unwrapped(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
