using InspectorHub.Proofs.Fuzzing;

namespace InspectorHub.Proofs;

/// <summary>Mutated documents through all that reads findings: see <see cref="FindingFuzz"/>.</summary>
internal static class FuzzProof
{
    /// <summary>
    /// Tries so many inputs and gives the number of different failures; each is told with the first input that brought it out.
    /// </summary>
    public static int Run(int inputs)
    {
        var read = 0L;
        var failures = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var input = 0; input < inputs; input++)
        {
            if (FindingFuzz.Try(input, out var findings) is { } failure && failures.TryAdd(PlaceOf(failure), input))
                Console.Error.WriteLine($"input {input}: {failure}");
            read += findings;
        }

        Report.Line($"{inputs} mutated inputs", failures.Count == 0,
            $"{read} findings read and translated; {failures.Count} different failures");
        return failures.Count;
    }

    /// <summary>
    /// The same of requests to the emulator over sockets: see <see cref="RequestFuzz"/>. Each failure is told with its input, the first 20 are.
    /// </summary>
    public static int RunRequests(int inputs)
    {
        using var fuzz = new RequestFuzz();
        var failures = 0;
        for (var input = 0; input < inputs; input++)
        {
            if (fuzz.Try(input) is { } failure && ++failures <= 20) Console.Error.WriteLine($"request {input}: {failure}");
        }

        Report.Line($"{inputs} mutated requests", failures == 0,
            $"by status (0 is no whole request): {string.Join(' ', fuzz.Statuses)}; {failures} failures");
        return failures;
    }

    private static string PlaceOf(Exception failure) =>
        failure.GetType() +
            Array.Find((failure.StackTrace ?? "").Split('\n'), line => line.Contains("InspectorHub", StringComparison.Ordinal));
}
