using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Tags of what Inspector has given an ARN in the caller's account.</summary>
internal static class InspectorTagOperations
{
    public static IEnumerable<Operation> All => [new("ListTagsForResource", List), new("TagResource", Tag), new("UntagResource", Untag)];

    /// <summary>Sets the tags that a call has for a resource.</summary>
    public static void Set(ServiceCall call, string arn)
    {
        if (call.Member("tags") is not { } tags) return;
        foreach (var tag in tags.EnumerateObject()) call.Hubs.Tags.Set(arn, tag.Name, tag.Value.GetString() ?? "");
    }

    /// <summary>The tags of a resource as JSON.</summary>
    public static JsonObject Of(ServiceCall call, string arn)
    {
        var tags = new JsonObject();
        foreach (var tag in call.Hubs.Tags.Of(arn)) tags[tag.Key] = tag.Value;
        return tags;
    }

    private static HttpReply List(ServiceCall call) => HttpReply.Json(new JsonObject { ["tags"] = Of(call, Resource(call)) });

    private static HttpReply Tag(ServiceCall call)
    {
        Set(call, Resource(call));
        return HttpReply.Json([]);
    }

    private static HttpReply Untag(ServiceCall call)
    {
        var arn = Resource(call);
        foreach (var key in call.Request.Query.Where(pair => pair.Key == "tagKeys")) call.Hubs.Tags.Remove(arn, key.Value);
        return HttpReply.Json([]);
    }

    private static string Resource(ServiceCall call)
    {
        var arn = call.Parameter("resourceArn")!;
        return arn.StartsWith($"arn:{call.Hub.Partition}:inspector2:{call.Region}:{call.Caller.Account}:", StringComparison.Ordinal)
            ? arn
            : throw new ServiceError(404, "ResourceNotFoundException", $"There is no resource {arn}.");
    }
}
