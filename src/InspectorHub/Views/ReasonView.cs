using InspectorHub.Common;

namespace InspectorHub.Views;

/// <summary>Why a finding was refused, or why it waits, in a line that no terminal obeys.</summary>
public static class ReasonView
{
    /// <summary>The code and the words, whatever there is of them.</summary>
    public static string Text(string? code, string? message)
    {
        var words = message is not null && code is not null && message.StartsWith(code, StringComparison.Ordinal)
            ? message
            : string.Join(": ", new[] { code, message }.Where(part => !string.IsNullOrEmpty(part)));
        return CleanText.OneLine(words);
    }
}
