using System.Collections;
using System.Management.Automation;

namespace InspectorHub.Base;

/// <summary>
/// Tells whether an error came up since a cmdlet began: what the cmdlets before it in the pipeline could not read shows nowhere
/// else than in $Error. With -ErrorAction Ignore it does not show there either.
/// </summary>
internal sealed class UpstreamErrors(SessionState session)
{
    private readonly object? last = Last(session);

    /// <summary>Whether there is a newer error than at the beginning.</summary>
    public bool CameUp => !ReferenceEquals(last, Last(session));

    private static object? Last(SessionState session) => session.PSVariable.GetValue("global:Error") is IList { Count: > 0 } errors ? errors[0] : null;
}
