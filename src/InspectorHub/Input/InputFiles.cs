using System.Management.Automation;
using System.Text;
using InspectorHub.Base;

namespace InspectorHub.Input;

/// <summary>
/// Files by the names that users give: wildcards, exact names, paths of the session; an error record for each that cannot be
/// had.
/// </summary>
internal static class InputFiles
{
    private static readonly TimeSpan PipeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The files that a path names, opened one after the other; each is closed before the next.</summary>
    /// <inheritdoc cref="Resolve"/>
    public static IEnumerable<FileStream> Open(InspectorHubCommand command, string path, bool isLiteral)
    {
        foreach (var file in Resolve(command, path, isLiteral))
        {
            using var stream = Open(command, file);
            if (stream is not null) yield return stream;
        }
    }

    /// <summary>The names of the files that a path names.</summary>
    /// <param name="command">Whose session it is, and who writes the errors.</param>
    /// <param name="path">As the user gave it.</param>
    /// <param name="isLiteral">Whether wildcards in it stand for themselves.</param>
    public static IReadOnlyList<string> Resolve(InspectorHubCommand command, string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> files = isLiteral
                ? [command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : command.GetResolvedProviderPathFromPSPath(path, out provider);
            if (provider.Name == "FileSystem")
            {
                if (files.Count > 0) return files;
                throw new ItemNotFoundException(
                    $"No file matches '{path}'." +
                    (path.IndexOf('[') >= 0 ? " [ and ] are wildcards; -LiteralPath takes a path as it is." : ""));
            }

            command.WriteError(
                new ErrorRecord(
                    new NotSupportedException($"'{path}' is not a path of the file system."), "NotAFile",
                    ErrorCategory.InvalidArgument, path));
        }
        catch (Exception failure) when (
            failure is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            command.WriteError(new ErrorRecord(failure, "PathNotFound", ErrorCategory.ObjectNotFound, path));
        }

        return [];
    }

    /// <summary>A file; null, with an error record, where it cannot be had.</summary>
    public static FileStream? Open(InspectorHubCommand command, string file)
    {
        if (Directory.Exists(file))
        {
            command.WriteError(new ErrorRecord(
                new NotSupportedException(
                    $"{file} is a folder. Name the files in it, for example " +
                    $"{Path.Combine(file, "*.json")}."), "CannotOpenFile", ErrorCategory.OpenError, file));
            return null;
        }

        try
        {
            const FileShare Others = FileShare.ReadWrite | FileShare.Delete;
            var opening = Task.Run(
                () => new FileStream(file, FileMode.Open, FileAccess.Read, Others, bufferSize: 1, FileOptions.SequentialScan));
            // A pipe opens when somebody writes into it.
            if (!((IAsyncResult)opening).AsyncWaitHandle.WaitOne(PipeTimeout))
                throw new IOException($"'{file}' is a pipe, and nobody has written into it for {PipeTimeout.TotalSeconds:0} s.");
            var stream = opening.GetAwaiter().GetResult();
            if (WhatItIs(stream) is not { } mistaken) return stream;
            stream.Dispose();
            command.WriteError(
                new ErrorRecord(new InvalidDataException($"{file} is {mistaken}"), "NotJson", ErrorCategory.InvalidData, file));
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var missing = failure is FileNotFoundException or DirectoryNotFoundException;
            command.WriteError(
                new ErrorRecord(
                    failure, missing ? "PathNotFound" : "CannotOpenFile",
                    missing ? ErrorCategory.ObjectNotFound : ErrorCategory.OpenError, file));
            return null;
        }
    }

    // What people have at hand instead; null for all else, which the reader judges.
    private static string? WhatItIs(FileStream stream)
    {
        // A pipe can be read once.
        if (!stream.CanSeek) return null;
        var start = new byte[64];
        var length = stream.Read(start, 0, start.Length);
        stream.Position = 0;
        if (length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3)
            return "a zip archive. Expand it first (Expand-Archive), then name the files that come out.";
        var text = Encoding.UTF8.GetString(start, 0, length).TrimStart('\uFEFF', '"');
        if (text.StartsWith("AWS Account Id", StringComparison.OrdinalIgnoreCase))
            return "a report of Amazon Inspector in CSV, which lacks what a finding is known by. Export it as JSON: choose JSON in the " +
                "console, or --report-format JSON of aws inspector2 create-findings-report.";
        return text.StartsWith("AccountId\",\"Region", StringComparison.Ordinal)
            ? "a table of findings, for people to read. To keep findings for another time, write them with ConvertTo-Asff -AsJson or " +
                "Export-Clixml."
            : null;
    }
}
