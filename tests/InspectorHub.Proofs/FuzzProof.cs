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

    private static string PlaceOf(Exception failure) =>
        failure.GetType() +
            Array.Find((failure.StackTrace ?? "").Split('\n'), line => line.Contains("InspectorHub", StringComparison.Ordinal));
}
