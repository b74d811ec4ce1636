using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator;

/// <summary>An operation of a service.</summary>
/// <param name="Operation">Its name, for example <c>BatchImportFindings</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">The path; one that ends with <c>/{label}</c> takes any rest.</param>
/// <param name="Answer">Carries it out.</param>
internal sealed record Route(string Operation, string Method, string Path, Func<ServiceCall, HttpReply> Answer)
{
    private const string Greedy = "{label}";

    /// <summary>Whether the request is for this operation; gives the label when it is.</summary>
    public bool Matches(HttpRequest request, out string label)
    {
        label = "";
        if (request.Method != Method) return false;
        var path = request.Path.TrimEnd('/');
        if (!Path.EndsWith(Greedy, StringComparison.Ordinal)) return path == Path.TrimEnd('/');
        var stem = Path.Substring(0, Path.Length - Greedy.Length);
        if (!path.StartsWith(stem, StringComparison.Ordinal)) return false;
        label = Uri.UnescapeDataString(path.Substring(stem.Length));
        return label.Length > 0;
    }
}
