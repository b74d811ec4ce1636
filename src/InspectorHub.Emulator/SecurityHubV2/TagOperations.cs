using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>Tags of the hubs, of either kind.</summary>
internal static class TagOperations
{
    // Source: Security Hub API, TagMap.
    private const int Most = 50;

    public static IEnumerable<Operation> All =>
    [
        new("TagResource", Tag) { WorksWithoutHub = true },
        new("UntagResource", Untag) { WorksWithoutHub = true },
        new("ListTagsForResource", List) { WorksWithoutHub = true },
    ];

    /// <summary>Sets the Tags that a call has for a resource; none of them changes nothing.</summary>
    public static void Set(ServiceCall call, string arn)
    {
        if (call.Member("Tags") is not { } given) return;
        var tags = given.EnumerateObject().ToList();
        var keys = call.Hubs.Tags.Of(arn).Select(tag => tag.Key).Union(tags.Select(tag => tag.Name));
        if (keys.Count() > Most) throw call.Refuse($"A resource has at most {Most} tags");
        foreach (var tag in tags) call.Hubs.Tags.Set(arn, tag.Name, tag.Value.GetString() ?? "");
    }

    private static HttpReply Tag(ServiceCall call)
    {
        Set(call, Resource(call));
        return HttpReply.Json(_ => { });
    }

    private static HttpReply Untag(ServiceCall call)
    {
        var arn = Resource(call);
        foreach (var pair in call.Request.Query)
        {
            if (pair.Key == "tagKeys") call.Hubs.Tags.Remove(arn, pair.Value);
        }

        return HttpReply.Json(_ => { });
    }

    private static HttpReply List(ServiceCall call)
    {
        var arn = Resource(call);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartObject("Tags");
            foreach (var tag in call.Hubs.Tags.Of(arn)) reply.WriteString(tag.Key, tag.Value);
            reply.WriteEndObject();
        });
    }

    private static string Resource(ServiceCall call)
    {
        var arn = call.Parameter("ResourceArn")!;
        var hub = HubV2Operations.Of(call);
        var isThere = (arn == hub.Arn && hub.SubscribedAt is not null) || (arn == call.Hub.Arn && call.Hub.IsOn);
        return isThere ? arn : throw new ServiceError(404, "ResourceNotFoundException", $"Resource {arn} not found");
    }
}
