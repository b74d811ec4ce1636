using System.Management.Automation;

namespace InspectorHub;

/// <summary>Base of the cmdlets that read files: names as users give them, one error for each that cannot be had.</summary>
public abstract class FileCommand : InspectorHubCommand
{
    /// <summary>The files that a path names, opened one after the other; each is closed before the next.</summary>
    /// <param name="path">As the user gave it.</param>
    /// <param name="isLiteral">Whether wildcards in it stand for themselves.</param>
    private protected IEnumerable<FileStream> Open(string path, bool isLiteral)
    {
        foreach (var file in Resolve(path, isLiteral))
        {
            using var stream = Open(file);
            if (stream is not null) yield return stream;
        }
    }

    private IReadOnlyList<string> Resolve(string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> files = isLiteral
                ? [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : GetResolvedProviderPathFromPSPath(path, out provider);
            if (provider.Name == "FileSystem")
            {
                if (files.Count > 0) return files;
                throw new ItemNotFoundException($"No file matches '{path}'.");
            }

            WriteError(new ErrorRecord(new NotSupportedException($"'{path}' is not a path of the file system."), "NotAFile", ErrorCategory.InvalidArgument, path));
        }
        catch (Exception failure) when (failure is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            WriteError(new ErrorRecord(failure, "PathNotFound", ErrorCategory.ObjectNotFound, path));
        }

        return [];
    }

    private FileStream? Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var missing = failure is FileNotFoundException or DirectoryNotFoundException;
            WriteError(new ErrorRecord(failure, missing ? "PathNotFound" : "CannotOpenFile", missing ? ErrorCategory.ObjectNotFound : ErrorCategory.OpenError, file));
            return null;
        }
    }
}
