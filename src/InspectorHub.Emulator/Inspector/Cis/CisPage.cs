using System.Text.Json;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>A page of a CIS list.</summary>
internal static class CisPage
{
    // What the lists depend on.
    private static readonly string[] Question =
        ["filterCriteria", "sortBy", "sortOrder", "detailLevel", "scanArn", "accountId", "targetResourceId"];

    /// <summary>A reply that is a page of a list.</summary>
    /// <param name="call">The question: maxResults and nextToken.</param>
    /// <param name="member">The list's name in the reply.</param>
    /// <param name="items">All items in their order.</param>
    /// <param name="most">What a page holds, at most.</param>
    /// <param name="write">Writes an item.</param>
    public static HttpReply Of<T>(ServiceCall call, string member, IReadOnlyList<T> items, int most, Action<Utf8JsonWriter, T> write)
    {
        var token = new PageToken(call, member, [.. Question.Select(call.Member)]);
        var start = (int)token.Position(call.Text("nextToken"), call.Refuse);
        var size = Math.Min(call.Member("maxResults")?.GetInt32() ?? most, most);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray(member);
            foreach (var item in items.Skip(start).Take(size)) write(reply, item);
            reply.WriteEndArray();
            if (start + size < items.Count) reply.WriteString("nextToken", token.At(start + size));
        });
    }
}
