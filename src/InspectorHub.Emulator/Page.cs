using System.Globalization;

namespace InspectorHub.Emulator;

/// <summary>A part of a list, and the token for the next.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    private const int Longest = 100;

    /// <summary>Cuts a page out of a list.</summary>
    /// <exception cref="ServiceError">400: not 1 to 100, or not a token of ours.</exception>
    public static Page<T> Of(IReadOnlyList<T> all, string? maxResults, string? token)
    {
        var size = Longest;
        if (maxResults is not null && (!int.TryParse(maxResults, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > Longest))
        {
            throw new ServiceError(400, "InvalidInputException", $"Invalid parameter 'MaxResults'. Value {maxResults} is not within 1 and {Longest}");
        }

        var start = 0;
        if (!string.IsNullOrEmpty(token) && (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start > all.Count))
        {
            throw new ServiceError(400, "InvalidInputException", "Invalid parameter 'NextToken'.");
        }

        var next = start + size;
        return new Page<T>([.. all.Skip(start).Take(size)], next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }
}
