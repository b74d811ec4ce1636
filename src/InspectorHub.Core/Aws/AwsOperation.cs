using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace InspectorHub.Aws;

/// <summary>One call of an operation, in the terms of both protocols in use: rest-json and JSON 1.1.</summary>
/// <param name="name">The operation.</param>
/// <param name="method">HTTP method.</param>
/// <param name="path">Path; <c>{Label+}</c> in it stands for <see cref="Label"/>, whose slashes stay.</param>
internal sealed class AwsOperation(string name, string method, string path) : AmazonWebServiceRequest
{
    /// <summary>The operation's name.</summary>
    public string Name => name;

    /// <summary>The value of the label in the path.</summary>
    public string? Label { get; init; }

    /// <summary>Query parameters; the absent ones are null.</summary>
    public IReadOnlyDictionary<string, string?> Query { get; init; } = new Dictionary<string, string?>();

    /// <summary>The body, UTF-8 JSON.</summary>
    public byte[]? Body { get; init; }

    /// <summary>How many bytes the reply may have: what has no end would be read until the memory is full.</summary>
    public int LongestReply { get; init; } = AwsReply.Longest;

    /// <summary>JSON 1.1's name for the operation, <c>Service.Operation</c>; null in rest-json.</summary>
    public string? Target { get; init; }

    protected override bool Expect100Continue => false;

    /// <summary>Puts an operation into the SDK's terms.</summary>
    internal sealed class Marshaller(AwsService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input) => ((AwsOperation)input).ToRequest(service);
    }

    private DefaultRequest ToRequest(AwsService service)
    {
        var request = new DefaultRequest(this, service.Id) { HttpMethod = method, ResourcePath = path };
        if (Label is not null) request.AddPathResource("{Label+}", Label);
        foreach (var parameter in Query)
        {
            if (parameter.Value is not null) request.Parameters.Add(parameter.Key, parameter.Value);
        }

        request.UseQueryString = request.Parameters.Count > 0;
        if (Body is not null)
        {
            request.Content = Body;
            request.Headers["Content-Type"] = Target is null ? "application/json" : "application/x-amz-json-1.1";
        }

        if (Target is not null) request.Headers["X-Amz-Target"] = Target;
        return request;
    }
}
