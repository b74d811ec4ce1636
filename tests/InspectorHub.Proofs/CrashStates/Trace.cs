using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace InspectorHub.Proofs.CrashStates;

/// <summary>The file operations of a process and its threads in one folder, as strace records them.</summary>
internal static partial class Trace
{
    private const string Calls =
        "openat,open,creat,write,pwrite64,pwritev,writev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,lseek,read";

    /// <summary>Whether strace is here and may be used.</summary>
    public static bool IsPossible
    {
        get
        {
            try
            {
                var start =
                    new ProcessStartInfo("strace", ["-o", "/dev/null", "true"]) { UseShellExecute = false, RedirectStandardError = true };
                using var process = Process.Start(start)!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Runs this program with those arguments and gives what it did in the folder.</summary>
    public static IReadOnlyList<DiskOperation> Record(string folder, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        var known = new HashSet<string>(Directory.GetFiles(folder), StringComparer.Ordinal);
        try
        {
            string[] options = ["-f", "-y", "-xx", "-s", "10000000", "-e", $"trace={Calls}", "-o", file];
            var start = new ProcessStartInfo("strace", [.. options, "dotnet", typeof(Trace).Assembly.Location, .. arguments])
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"The traced process ended with {process.ExitCode}: {error.Result}");
            return [.. Read(File.ReadLines(file), folder, known)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Calls of several threads come in two halves; what counts is when they came back.
    private static IEnumerable<DiskOperation> Read(IEnumerable<string> lines, string folder, HashSet<string> known)
    {
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (thread, call) = (line[..space], line[space..].TrimStart());
            if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = call[..^"<unfinished ...>".Length].TrimEnd();
                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed)
            {
                if (!begun.Remove(thread, out var first)) continue;
                call = first + resumed.Groups["rest"].Value;
            }

            if (Call().Match(call) is not { Success: true } match || match.Groups["result"].Value.StartsWith('-')) continue;
            var (name, arguments) = (match.Groups["name"].Value, match.Groups["arguments"].Value);
            var operation = Operation(name, arguments, match.Groups["result"].Value, positions, known);
            if (operation is DiskOperation.Said || (operation is not null && IsWithin(operation, folder))) yield return operation;
        }
    }

    private static DiskOperation? Operation(
        string name, string arguments, string result, Dictionary<string, long> positions, HashSet<string> known)
    {
        var handle = Handle().Match(arguments);
        var path = handle.Success ? Text(handle.Groups["path"].Value) : "";
        var texts = Quoted().Matches(arguments).Select(text => Bytes(text.Groups["text"].Value)).ToList();
        switch (name)
        {
            case "openat" or "open" or "creat":
                var opened = Encoding.UTF8.GetString(texts[0]);
                positions.Remove(opened);
                var cuts = arguments.Contains("O_TRUNC", StringComparison.Ordinal);
                if (cuts && !known.Add(opened)) return new DiskOperation.Truncate(opened, 0);
                var makes = cuts || (arguments.Contains("O_CREAT", StringComparison.Ordinal) && known.Add(opened));
                return makes ? new DiskOperation.Create(opened) : null;
            // .NET writes to a copy of the handle.
            case "write" or "writev" when path.StartsWith("pipe:", StringComparison.Ordinal):
                return new DiskOperation.Said(Encoding.UTF8.GetString([.. texts.SelectMany(text => text)]).Trim());
            case "write" or "writev":
                var position = positions.GetValueOrDefault(path);
                positions[path] = position + long.Parse(result, CultureInfo.InvariantCulture);
                return new DiskOperation.Write(path, position, [.. texts.SelectMany(text => text)]);
            case "read":
                positions[path] = positions.GetValueOrDefault(path) + long.Parse(result, CultureInfo.InvariantCulture);
                return null;
            case "lseek":
                positions[path] = long.Parse(result, CultureInfo.InvariantCulture);
                return null;
            case "pwrite64" or "pwritev":
                return new DiskOperation.Write(path, Last(arguments), [.. texts.SelectMany(text => text)]);
            case "ftruncate":
                return new DiskOperation.Truncate(path, Last(arguments));
            case "fsync" or "fdatasync":
                return new DiskOperation.Flush(path);
            case "rename" or "renameat" or "renameat2":
                var (from, to) = (Encoding.UTF8.GetString(texts[0]), Encoding.UTF8.GetString(texts[1]));
                known.Remove(from);
                known.Add(to);
                return new DiskOperation.Rename(from, to);
            case "unlink" or "unlinkat":
                var removed = Encoding.UTF8.GetString(texts[0]);
                known.Remove(removed);
                return new DiskOperation.Remove(removed);
            default:
                return null;
        }
    }

    private static bool IsWithin(DiskOperation operation, string folder) => operation switch
    {
        DiskOperation.Write write => write.Path.StartsWith(folder, StringComparison.Ordinal),
        DiskOperation.Truncate truncate => truncate.Path.StartsWith(folder, StringComparison.Ordinal),
        DiskOperation.Flush flush => flush.Path.StartsWith(folder, StringComparison.Ordinal),
        DiskOperation.Create create => create.Path.StartsWith(folder, StringComparison.Ordinal),
        DiskOperation.Rename rename => rename.To.StartsWith(folder, StringComparison.Ordinal),
        DiskOperation.Remove remove => remove.Path.StartsWith(folder, StringComparison.Ordinal),
        _ => false,
    };

    private static long Last(string arguments) =>
        long.Parse(arguments.AsSpan(arguments.LastIndexOf(',') + 1), CultureInfo.InvariantCulture);

    private static string Text(string hex) => Encoding.UTF8.GetString(Bytes(hex));

    // \x2f\x74…
    private static byte[] Bytes(string hex)
    {
        var bytes = new byte[hex.Length / 4];
        for (var i = 0; i < bytes.Length; i++) bytes[i] =
            byte.Parse(hex.AsSpan((4 * i) + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return bytes;
    }

    [GeneratedRegex(@"^(?<name>\w+)\((?<arguments>.*)\)\s+= (?<result>-?\d+)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Call();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>(?<rest>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^\d+<(?<path>(\\x[0-9a-f]{2})*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Handle();

    [GeneratedRegex("\"(?<text>(\\\\x[0-9a-f]{2})*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Quoted();
}
