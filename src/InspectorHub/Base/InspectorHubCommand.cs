using System.Collections.Concurrent;
using System.Management.Automation;
using InspectorHub.Common;
using InspectorHub.Findings;
using InspectorHub.Input;

namespace InspectorHub.Base;

/// <summary>
/// What every cmdlet of the module shares: work that Ctrl+C stops, and a way for other threads to have something written.
/// </summary>
public abstract class InspectorHubCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly BlockingCollection<Action> posts = [];

    /// <summary>Cancelled by Ctrl+C, by a pipeline that ends early, and when the cmdlet is done.</summary>
    protected CancellationToken Stop => stopping.Token;

    /// <summary>Refuses parameters that were given nothing, then begins.</summary>
    protected sealed override void BeginProcessing()
    {
        foreach (var parameter in MyInvocation.BoundParameters)
        {
            if (IsNothing(parameter.Value)) ThrowTerminatingError(NothingGiven(parameter.Key));
        }

        Begin();
    }

    /// <summary>What a cmdlet does before the first object of the pipeline comes.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Says what reading a source has come upon beside its findings.</summary>
    private protected void Write(FindingNotice notice)
    {
        if (notice.IsWarning) WriteWarning(notice.ToString());
        else WriteVerbose(notice.ToString());
    }

    // What is said quotes findings and services: none of it is for a terminal to obey.

    /// <inheritdoc cref="Cmdlet.WriteWarning"/>
    private protected new void WriteWarning(string text) => base.WriteWarning(CleanText.OneLine(text));

    /// <inheritdoc cref="Cmdlet.WriteVerbose"/>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(CleanText.OneLine(text));

    /// <inheritdoc cref="Cmdlet.WriteProgress(ProgressRecord)"/>
    internal new void WriteProgress(ProgressRecord record)
    {
        record.Activity = CleanText.Of(record.Activity);
        record.StatusDescription = CleanText.Of(record.StatusDescription);
        if (record.CurrentOperation is { } operation) record.CurrentOperation = CleanText.Of(operation);
        base.WriteProgress(record);
    }

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    private protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(CleanText.Of(target), action);

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string, string, out ShouldProcessReason)"/>
    private protected new bool ShouldProcess(string description, string question, string caption, out ShouldProcessReason reason) =>
        base.ShouldProcess(CleanText.Of(description), CleanText.Of(question), caption, out reason);

    /// <inheritdoc cref="ShouldProcess(string, string, string, out ShouldProcessReason)"/>
    private protected new bool ShouldProcess(string description, string question, string caption) =>
        base.ShouldProcess(CleanText.Of(description), CleanText.Of(question), caption);

    /// <summary>Writes an error, of which the cmdlets after this one hear whatever -ErrorAction does with it.</summary>
    public new void WriteError(ErrorRecord errorRecord)
    {
        UpstreamErrors.Note();
        base.WriteError(Clean(errorRecord));
    }

    /// <inheritdoc cref="Cmdlet.ThrowTerminatingError"/>
    private protected new void ThrowTerminatingError(ErrorRecord record) => base.ThrowTerminatingError(Clean(record));

    private static ErrorRecord Clean(ErrorRecord record)
    {
        var message = record.ErrorDetails?.Message ?? record.Exception.Message;
        var (action, target) = (record.ErrorDetails?.RecommendedAction ?? "", record.CategoryInfo.TargetName);
        if (CleanText.OneLine(message) is var shown && (shown != message || !CleanText.IsClean(action)))
            record.ErrorDetails = new ErrorDetails(shown) { RecommendedAction = CleanText.Of(action) };
        // What other views of errors show.
        if (!CleanText.IsClean(target)) record.CategoryInfo.TargetName = CleanText.Of(target);
        return record;
    }

    /// <summary>From any thread: has something done on the pipeline's thread, the only one that may write.</summary>
    protected void Post(Action write) => posts.Add(write);

    /// <summary>
    /// From any thread: has something done on the pipeline's thread and waits for what comes of it; it is over with
    /// <see cref="Stop"/>.
    /// </summary>
    protected async Task<T> OnPipeline<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = Stop.Register(() => done.TrySetCanceled());
        Post(() =>
        {
            try
            {
                done.TrySetResult(work());
            }
            finally
            {
                // What was thrown ends the pipeline, and with it whoever waits here.
                done.TrySetCanceled();
            }
        });
        return await done.Task.ConfigureAwait(false);
    }

    /// <inheritdoc cref="OnPipeline{T}(Func{T})"/>
    protected Task OnPipeline(Action work) => OnPipeline<object?>(() =>
    {
        work();
        return null;
    });

    /// <summary>On the pipeline's thread: does what has been posted so far.</summary>
    protected void DoPosts()
    {
        while (posts.TryTake(out var post)) post();
    }

    /// <summary>On the pipeline's thread: waits for work on other threads and does what it posts meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The user has stopped the pipeline.</exception>
    protected T Await<T>(Task<T> work)
    {
        // The empty post wakes the loop when the work is over.
        _ = work.ContinueWith(_ => Post(() => { }), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        while (!work.IsCompleted) posts.Take()();
        DoPosts();
        try
        {
            return work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc cref="Await{T}(Task{T})"/>
    protected void Await(Task work) => Await(AsTask(work));

    /// <summary>On the pipeline's thread: what comes from another thread, one by one.</summary>
    /// <exception cref="PipelineStoppedException">The user has stopped the pipeline.</exception>
    protected IEnumerable<T> Await<T>(IAsyncEnumerable<T> items)
    {
        var enumerator = items.GetAsyncEnumerator(Stop);
        try
        {
            while (Await(enumerator.MoveNextAsync().AsTask())) yield return enumerator.Current;
        }
        finally
        {
            Await(enumerator.DisposeAsync().AsTask());
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The engine calls this however the pipeline ended.</summary>
    protected virtual void Dispose(bool disposing) => stopping.Cancel();

    private static async Task<object?> AsTask(Task work)
    {
        await work.ConfigureAwait(false);
        return null;
    }

    // A variable that is not there is $null, and a splatted one goes to the first parameter by position: without this it would be
    // as if nothing had been said, and the default account, Region or outbox would be worked on. Pipelines may have gaps.
    private static bool IsNothing(object? value) => value.Unwrapped() switch
    {
        null => true,
        string text => text.Length == 0,
        Array list => list.Length > 0 && list.Cast<object?>().Any(IsNothing),
        _ => false,
    };

    private static ErrorRecord NothingGiven(string parameter) => new(
        new PSArgumentNullException(
            parameter,
            $"-{parameter} was given nothing: its value is $null or empty. It may be a variable that is not set, or one that was " +
            "splatted (@name) and is not there."),
        "NothingGiven", ErrorCategory.InvalidArgument, parameter)
    {
        ErrorDetails = new ErrorDetails(
            $"-{parameter} was given nothing: its value is $null or empty. It may be a variable that is not set, or one that was " +
            "splatted (@name) and is not there.")
        {
            RecommendedAction = $"Look at the variable's name, or leave -{parameter} out.",
        },
    };
}
