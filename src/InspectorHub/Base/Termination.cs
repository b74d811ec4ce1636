#if NET
using System.Runtime.InteropServices;
#endif

namespace InspectorHub.Base;

/// <summary>
/// While it lasts, a wish to end the process (SIGTERM: docker stop, the end of an ECS task, systemctl stop) does not end it at
/// once: it is told, and whoever is told ends in order. Windows PowerShell has no such wish.
/// </summary>
internal sealed class Termination : IDisposable
{
    private readonly CancellationTokenSource requested = new();
#if NET
    private readonly PosixSignalRegistration registration;

    public Termination() => registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
    {
        signal.Cancel = true;
        requested.Cancel();
    });
#endif

    /// <summary>Cancelled when the process is to end.</summary>
    public CancellationToken Requested => requested.Token;

    public void Dispose()
    {
#if NET
        registration.Dispose();
#endif
        requested.Dispose();
    }
}
