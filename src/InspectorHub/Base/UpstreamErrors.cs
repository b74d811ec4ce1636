using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace InspectorHub.Base;

/// <summary>
/// Tells whether an error came up since a cmdlet began: what the cmdlets before it in the pipeline could not read shows nowhere
/// else. Those of this module say so here; others in $Error, unless they are told to ignore it.
/// </summary>
internal sealed class UpstreamErrors(SessionState session)
{
    private static readonly ConditionalWeakTable<Runspace, StrongBox<int>> Written = new();

    private readonly object? last = Last(session);
    private readonly int written = WrittenHere.Value;

    /// <summary>Whether there is another error than at the beginning.</summary>
    public bool CameUp => WrittenHere.Value != written || !ReferenceEquals(last, Last(session));

    private static StrongBox<int> WrittenHere =>
        Runspace.DefaultRunspace is { } runspace ? Written.GetOrCreateValue(runspace) : new StrongBox<int>();

    /// <summary>
    /// On the pipeline's thread: a cmdlet of this module has written an error, which -ErrorAction Ignore keeps out of
    /// $Error.
    /// </summary>
    public static void Note() => WrittenHere.Value++;

    private static object? Last(SessionState session) =>
        session.PSVariable.GetValue("global:Error") is IList { Count: > 0 } errors ? errors[0] : null;
}
