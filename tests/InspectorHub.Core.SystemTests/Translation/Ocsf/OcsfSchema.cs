using System.ComponentModel;
using System.Diagnostics;
using InspectorHub.Ocsf;

namespace InspectorHub.Core.Tests.Translation.Ocsf;

/// <summary>The judge: OCSF's schema of a version, cut to the classes that are in use here, and the validator beside it.</summary>
internal static class OcsfSchema
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Folder, "..", "shared", "ocsf"));

    /// <summary>What is wrong with findings, a line of JSON each; skips the test where the schema or python3 is not to be had.</summary>
    public static async Task<IReadOnlyList<string>> Problems(
        IEnumerable<string> findings, OcsfVersion version, CancellationToken cancellationToken)
    {
        var schema = Path.Combine(Folder, $"schema-{version}.json");
        Assert.SkipUnless(File.Exists(schema), "OCSF's schemas are not beside this checkout.");
        var problems = new List<string>();
        // Generated findings are large: so many at a time are in memory.
        foreach (var lines in findings.Chunk(1000)) problems.AddRange(await Problems(schema, lines, cancellationToken));
        return problems;
    }

    private static async Task<IEnumerable<string>> Problems(string schema, string[] lines, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ndjson");
        await File.WriteAllLinesAsync(file, lines, cancellationToken);
        try
        {
            var output = await Run(["-X", "utf8", Path.Combine(Folder, "validate.py"), schema, file], cancellationToken);
            var said = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(said.Count(line => line.StartsWith('#')) == lines.Length, output);
            return said.Where(line => !line.EndsWith("problems 0", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> Run(string[] arguments, CancellationToken cancellationToken)
    {
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", arguments) { UseShellExecute = false, RedirectStandardOutput = true,
                RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not on the PATH.");
        }

        using (process)
        {
            var errors = process!.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return output + await errors;
        }
    }
}
