namespace InspectorHub.Views;

/// <summary>Yes, no or unknown in one sign: ✓ and ✗ where the console writes Unicode, words where it does not.</summary>
public static class MarkView
{
    private const int Utf8 = 65001;

    /// <summary>Whether the console writes Unicode.</summary>
    internal static bool WritesUnicode => Console.OutputEncoding.CodePage == Utf8;

    /// <summary>The sign of an answer.</summary>
    /// <param name="answer">Null where nobody knows.</param>
    public static string Text(bool? answer) => (answer, WritesUnicode) switch
    {
        (null, _) => "?",
        (true, true) => "✓",
        (false, true) => "✗",
        (true, false) => "yes",
        (false, false) => "no",
    };
}
