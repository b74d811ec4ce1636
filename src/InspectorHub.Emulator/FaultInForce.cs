using System.Text;
using InspectorHub.Common;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator;

/// <summary>A fault from the moment it was added to the moment it is lifted.</summary>
internal sealed class FaultInForce(EmulatorFault fault) : IDisposable
{
    private readonly CancellationTokenSource lifted = new();

    public EmulatorFault Fault => fault;

    /// <summary>Calls it has hit.</summary>
    public int Hits { get; set; }

    /// <summary>It has hit all the calls it was meant for; what hangs because of it goes on hanging.</summary>
    public bool IsSpent => Hits >= fault.Calls;

    /// <summary>Ends it in time.</summary>
    public ITimer? Ending { get; set; }

    /// <summary>Whether it is about this operation.</summary>
    public bool Concerns(string operation) =>
        Wildcard.Matches(fault.Operation, operation)
            && (fault.Kind != EmulatorFaultKind.RejectFinding || operation == "BatchImportFindings");

    /// <summary>Does to a call what it does before the call is looked at.</summary>
    /// <returns>The answer, if that is what it makes of the call; null lets the call go on.</returns>
    /// <exception cref="ServiceError">It makes the service fail.</exception>
    public async Task<HttpReply?> StrikeAsync(TimeProvider clock, CancellationToken stop)
    {
        switch (fault.Kind)
        {
            case EmulatorFaultKind.Latency:
                await Clock.Delay(clock, fault.Delay, stop).ConfigureAwait(false);
                return null;
            case EmulatorFaultKind.Hang:
                using (var either = CancellationTokenSource.CreateLinkedTokenSource(lifted.Token, stop))
                {
                    await Clock.Delay(clock, Timeout.InfiniteTimeSpan, either.Token).ContinueWith(
                        _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                        TaskScheduler.Default).ConfigureAwait(false);
                }

                return HttpReply.Reset;
            case EmulatorFaultKind.Reset:
                return HttpReply.Reset;
            case EmulatorFaultKind.Garbage:
                return new HttpReply(
                    200, "text/html",
                    Encoding.UTF8.GetBytes(fault.Message ?? "<html><body><h1>Please sign in to the network</h1></body></html>"));
            case EmulatorFaultKind.Throttle:
                throw Error(429);
            case EmulatorFaultKind.Status:
                throw Error(fault.Status);
            default:
                return null;
        }
    }

    public void Dispose()
    {
        Ending?.Dispose();
        lifted.Cancel();
    }

    private ServiceError Error(int status) =>
        new(
            status, fault.ErrorCode ?? ErrorCode(status),
            fault.Message ?? "The emulator was told to fail.") { RetryAfter = fault.RetryAfter };

    private static string ErrorCode(int status) => status switch
    {
        400 => "InvalidInputException",
        401 => "InvalidAccessException",
        403 => "AccessDeniedException",
        404 => "ResourceNotFoundException",
        409 => "ResourceConflictException",
        429 => "TooManyRequestsException",
        500 => "InternalException",
        _ => "ServiceUnavailableException",
    };
}
