using System.Globalization;
using System.Security.Cryptography;
using InspectorHub.Outbox;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs.CrashStates;

/// <summary>Goes through the states that a power cut may leave at any instant of a recorded run, and looks for what was promised.</summary>
internal static class CrashExplorer
{
    /// <summary>Explores so many states of a kind of work at most.</summary>
    /// <param name="kind">The work: see <see cref="CrashWork"/>.</param>
    /// <param name="states">How many.</param>
    /// <param name="isFlushing">False: as if no flush did anything, which has to break something.</param>
    /// <returns>States explored, and what was missing in those that break a promise.</returns>
    public static (int States, IReadOnlyList<string> Broken) Explore(string kind, int states, bool isFlushing = true)
    {
        var folder = Directory.CreateTempSubdirectory("inspectorhub-crash-").FullName;
        try
        {
            var promised = new HashSet<string>(CrashWork.Prepare(kind, folder), StringComparer.Ordinal);
            var disk = new CrashedDisk(folder);
            return Explore(disk, Trace.Record(folder, "crash-work", kind, folder), promised, states, isFlushing);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int, IReadOnlyList<string>) Explore(
        CrashedDisk disk, IReadOnlyList<DiskOperation> operations, HashSet<string> promised, int states, bool isFlushing)
    {
        var (seen, broken, explored) = (new HashSet<string>(StringComparer.Ordinal), new List<string>(), 0);
        var checkpoint = -1;
#pragma warning disable CA5394 // The same states each time.
        var random = new Random(20261126);
        var share = Math.Min(1, (double)states / (operations.Count * 7));
        for (var i = 0; i < operations.Count; i++)
        {
            switch (operations[i])
            {
                case DiskOperation.Said said when said.Line.StartsWith("kept ", StringComparison.Ordinal):
                    var numbers = said.Line.Split(' ').Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
                    promised.UnionWith(Enumerable.Range(numbers[0], numbers[1]).Select(SampleFinding.Id));
                    break;
                case DiskOperation.Said said when said.Line.StartsWith("checkpoint ", StringComparison.Ordinal):
                    checkpoint = int.Parse(said.Line.Split(' ')[1], CultureInfo.InvariantCulture);
                    break;
                case DiskOperation.Flush when !isFlushing:
                    break;
                default:
                    disk.Do(operations[i]);
                    break;
            }

            foreach (var (keepsBytes, keepsName) in Cuts(random))
            {
                if (random.NextDouble() > share) continue;
                var left = disk.Leave(keepsBytes, keepsName);
                if (!seen.Add(Fingerprint(left, promised.Count, checkpoint))) continue;
                explored++;
                if (Missing(left, promised, checkpoint) is { } missing)
                    broken.Add($"after operation {i} of {operations.Count} ({Short(operations[i])}): {missing}");
            }
        }

        return (explored, broken);
    }

    private static string Short(DiskOperation operation) =>
        $"{operation}".Split('\n')[0] is { Length: > 120 } text ? text[..120] : $"{operation}";

    // Only what was flushed; all; bytes and no names; names and no bytes; and by chance.
    private static IEnumerable<(Func<bool>, Func<bool>)> Cuts(Random random)
    {
        yield return (() => false, () => false);
        yield return (() => true, () => true);
        yield return (() => true, () => false);
        yield return (() => false, () => true);
        for (var i = 0; i < 3; i++) yield return (() => random.Next(2) == 0, () => random.Next(2) == 0);
    }
#pragma warning restore CA5394

    private static string? Missing(Dictionary<string, byte[]> left, HashSet<string> promised, int checkpoint)
    {
        var shared = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var rebuilt = Directory.CreateDirectory(Path.Combine(shared, $"inspectorhub-crashed-{Guid.NewGuid():N}")).FullName;
        try
        {
            foreach (var (path, bytes) in left)
            {
                // The index of the log is memory, and locks end with who holds them.
                var name = Path.GetFileName(path);
                if (name.EndsWith("-shm", StringComparison.Ordinal)) continue;
                File.WriteAllBytes(Path.Combine(rebuilt, name), bytes);
            }

            using var outbox = new FindingOutbox(CrashWork.PathIn(rebuilt), new OutboxOptions { IsFlushed = false });
            var known = outbox.KnownIds().ToHashSet(StringComparer.Ordinal);
            var lost = promised.Count(id => !known.Contains(id));
            if (lost > 0) return $"{lost} of {promised.Count} findings are missing";
            if (checkpoint < 0) return null;
            var file = Path.Combine(rebuilt, "checkpoint");
            if (!File.Exists(file)) return $"checkpoint {checkpoint} is missing";
            var text = File.ReadAllText(file);
            return int.TryParse(text, CultureInfo.InvariantCulture, out var kept) && kept >= checkpoint ? null
                : $"checkpoint {checkpoint} reads '{text}'";
        }
        catch (OutboxException failure)
        {
            return failure.Message;
        }
        finally
        {
            Directory.Delete(rebuilt, recursive: true);
        }
    }

    private static string Fingerprint(Dictionary<string, byte[]> left, int promised, int checkpoint)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, bytes) in left.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(path));
            hash.AppendData(bytes);
        }

        return $"{promised} {checkpoint} {Convert.ToHexString(hash.GetHashAndReset())}";
    }
}
