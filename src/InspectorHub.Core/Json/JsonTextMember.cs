#if NET
using System.Text;
#endif
using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Json;

/// <summary>
/// A member that is a text. Findings that come together repeat themselves (accounts, Regions, packages, scoring vectors): a text
/// that is the same as the last finding's is not made again, and is kept once in memory.
/// </summary>
internal sealed class JsonTextMember<T>(Action<T, string> set)
{
#if NET
    // Longer texts are seldom the same.
    private const int Longest = 128;

    private string last = ""; // threads may overwrite each other's, but whichever is read is a whole text
#endif

    /// <exception cref="JsonException">It is no text.</exception>
    [MethodImpl(Hot.Path)]
    public void Read(T target, ref Utf8JsonReader json)
    {
#if NET
        if (json is { TokenType: JsonTokenType.String, ValueIsEscaped: false, HasValueSequence: false, ValueSpan.Length: <= Longest })
        {
            var known = last;
            if (!Ascii.Equals(json.ValueSpan, known)) last = known = CleanText.Of(json.GetString()!);
            set(target, known);
            return;
        }
#endif
        set(target, json.Text());
    }
}
