using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator;

/// <summary>A part of a list, and the token for the next.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    private const int Longest = 100;

    /// <summary>Cuts the page out of a list that a call asks for, by MaxResults and NextToken of the query string or the body.</summary>
    /// <param name="call">The call.</param>
    /// <param name="operation">The list.</param>
    /// <param name="all">The list, in an order that stays.</param>
    /// <param name="query">What the list depends on besides the account and Region.</param>
    /// <exception cref="ServiceError">400: not a token of this list.</exception>
    public static Page<T> Of(ServiceCall call, string operation, IReadOnlyList<T> all, params JsonElement?[] query)
    {
        var size = Size(call);
        var token = new PageToken(call, operation, query);
        var start = (int)token.Position(call.Parameter("NextToken") ?? call.Parameter("nextToken"), call.Refuse);
        return new Page<T>([.. all.Skip(start).Take(size)], start + size < all.Count ? token.At(start + size) : null);
    }

    // As many as the model lets a caller ask for, unless fewer are asked for.
    private static int Size(ServiceCall call)
    {
        var member = call.Target.Model.Input?.Members.Values.FirstOrDefault(
            member => member.Name.Equals("MaxResults", StringComparison.OrdinalIgnoreCase));
        var most = (int)(member?.Shape.Maximum ?? Longest);
        return member is not null && int.TryParse(call.Parameter(member.WireName), out var asked) && asked > 0
            ? Math.Min(asked, most)
            : most;
    }

    /// <summary>The reply of a list: the items under their name, and the token under its.</summary>
    public HttpReply ToReply(string items, Func<T, JsonNode?> item, string token = "NextToken")
    {
        var reply = new JsonObject { [items] = new JsonArray([.. Items.Select(item)]) };
        if (NextToken is not null) reply[token] = NextToken;
        return HttpReply.Json(reply);
    }
}
