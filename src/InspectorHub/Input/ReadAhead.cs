using System.Collections.Concurrent;

namespace InspectorHub.Input;

/// <summary>
/// Reads on in a thread of its own while what was read goes down the pipeline: reading is a third of the work of a conversion, and
/// there is mostly a second processor. What is read is given in its order, each as soon as it is there.
/// </summary>
internal static class ReadAhead
{
    // Enough that neither side waits for the other each time, and of no weight in memory.
    private const int Limit = 64;

    /// <summary>What a source gives, read ahead of what takes it.</summary>
    /// <param name="source">Gives what is read; its token ends when nothing more is taken.</param>
    /// <param name="stop">Ends the reading, and the waiting for it.</param>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static IEnumerable<T> Of<T>(Func<CancellationToken, IEnumerable<T>> source, CancellationToken stop)
    {
        // Neither is disposed: the reader may still be in a read that blocks, of a pipe into which nobody writes, and the end of the
        // pipeline does not wait for that.
        var taken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var read = new BlockingCollection<T>(Limit);
        var reading = Task.Run(() => Read(source(taken.Token), read, taken.Token), CancellationToken.None);
        try
        {
            foreach (var item in read.GetConsumingEnumerable(stop)) yield return item;
        }
        finally
        {
            taken.Cancel();
        }

        reading.GetAwaiter().GetResult();
    }

    private static void Read<T>(IEnumerable<T> source, BlockingCollection<T> read, CancellationToken taken)
    {
        try
        {
            foreach (var item in source) read.Add(item, taken);
        }
        finally
        {
            read.CompleteAdding();
        }
    }
}
