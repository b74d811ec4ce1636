using System.Text.Json;

namespace InspectorHub.Aws;

/// <summary>One page of a listing.</summary>
/// <param name="Json">The reply.</param>
/// <param name="NextToken">What to ask for the next page with; null where there is none.</param>
internal sealed record ListingPage(JsonElement Json, string? NextToken)
{
    /// <summary>
    /// Reads a reply. One that has no list, or does not say how it goes on, is none: what it lacks must not be taken for gone.
    /// </summary>
    /// <param name="reply">The reply.</param>
    /// <param name="list">The member that has what is listed.</param>
    /// <param name="asked">What it was asked for with.</param>
    /// <exception cref="FormatException">It is no page of a listing, or leads to itself.</exception>
    public static ListingPage Read(JsonElement reply, string list, string? asked)
    {
        if (reply.ValueKind != JsonValueKind.Object || !reply.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array)
            throw new FormatException($"A list of {list} is expected.");
        return new ListingPage(reply, ReadNextToken(reply, "nextToken", asked));
    }

    /// <summary>How a reply says that it goes on; null where it does not.</summary>
    /// <param name="reply">The reply, an object.</param>
    /// <param name="member">What the service calls it.</param>
    /// <param name="asked">What it was asked for with.</param>
    /// <exception cref="FormatException">It says so with something other than a text, or leads to itself.</exception>
    public static string? ReadNextToken(JsonElement reply, string member, string? asked)
    {
        if (!reply.TryGetProperty(member, out var token) || token.ValueKind == JsonValueKind.Null) return null;
        if (token.ValueKind != JsonValueKind.String) throw new FormatException($"A text is expected as {member}.");
        var next = reply.Text(member);
        return next is null || next != asked ? next : throw new FormatException("The page leads to itself: the listing has no end.");
    }
}
