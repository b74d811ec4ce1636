using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Models;

/// <summary>An operation of a service that speaks REST: its place in HTTP and what its requests hold.</summary>
internal sealed class ModelOperation
{
    private readonly string[] steps;

    /// <param name="name">For example <c>GetFindings</c>.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="uri">The path; <c>{Name}</c> takes one step of it and <c>{Name+}</c> any rest.</param>
    /// <param name="input">What a request holds; null leaves that to the operation.</param>
    /// <param name="errors">The names of the errors that it is documented to give.</param>
    public ModelOperation(string name, string method, string uri, ModelShape? input = null, IReadOnlyCollection<string>? errors = null)
    {
        Name = name;
        Method = method;
        Input = input;
        Errors = errors ?? [];
        steps = uri.Split('?')[0].Trim('/').Split('/');
    }

    public string Name { get; }

    public string Method { get; }

    public ModelShape? Input { get; }

    public IReadOnlyCollection<string> Errors { get; }

    /// <summary>Steps of the path that are labels: of two paths that fit, the one with fewer is meant.</summary>
    public int LabelCount => steps.Count(step => step.StartsWith("{", StringComparison.Ordinal));

    /// <summary>The labels of the path, decoded, when the request is for this operation; null when it is not.</summary>
    public IReadOnlyDictionary<string, string>? Match(HttpRequest request)
    {
        if (request.Method != Method) return null;
        var sent = request.Path.Trim('/').Split('/');
        var labels = new Dictionary<string, string>();
        for (var index = 0; index < steps.Length; index++)
        {
            if (index >= sent.Length) return null;
            var step = steps[index];
            if (step.EndsWith("+}", StringComparison.Ordinal))
            {
                labels[step.Trim('{', '}', '+')] = Uri.UnescapeDataString(string.Join("/", sent.Skip(index)));
                return labels;
            }

            if (step.StartsWith("{", StringComparison.Ordinal)) labels[step.Trim('{', '}')] = Uri.UnescapeDataString(sent[index]);
            else if (step != sent[index]) return null;
        }

        return sent.Length == steps.Length && labels.Values.All(label => label.Length > 0) ? labels : null;
    }
}
