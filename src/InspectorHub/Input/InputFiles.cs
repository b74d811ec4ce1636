using System.Management.Automation;
using InspectorHub.Base;

namespace InspectorHub.Input;

/// <summary>Files by the names that users give: wildcards, exact names, paths of the session; an error record for each that cannot be had.</summary>
internal static class InputFiles
{
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
                throw new ItemNotFoundException($"No file matches '{path}'.");
            }

            command.WriteError(new ErrorRecord(new NotSupportedException($"'{path}' is not a path of the file system."), "NotAFile", ErrorCategory.InvalidArgument, path));
        }
        catch (Exception failure) when (failure is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            command.WriteError(new ErrorRecord(failure, "PathNotFound", ErrorCategory.ObjectNotFound, path));
        }

        return [];
    }

    /// <summary>A file; null, with an error record, where it cannot be had.</summary>
    public static FileStream? Open(InspectorHubCommand command, string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var missing = failure is FileNotFoundException or DirectoryNotFoundException;
            command.WriteError(new ErrorRecord(failure, missing ? "PathNotFound" : "CannotOpenFile", missing ? ErrorCategory.ObjectNotFound : ErrorCategory.OpenError, file));
            return null;
        }
    }
}
