using System.Text;
using CsCheck;
using InspectorHub.Asff;

namespace InspectorHub.Core.Tests.Translation;

public sealed class CutTextProperties
{
    [Fact]
    public void A_cut_text_fits_and_breaks_no_character() => Gen.Select(AnyValue.Text(300), Gen.Int[13, 120]).Sample((text, limit) =>
    {
        if (text is null) return;
        var clean = AsffText.Clean(text);
        var cut = AsffText.Cut(clean, limit);
        Assert.True(cut.Length <= limit);
        if (cut == clean) return;
        Assert.EndsWith(AsffText.Mark, cut, StringComparison.Ordinal);
        var kept = cut[..^AsffText.Mark.Length];
        Assert.StartsWith(kept, clean, StringComparison.Ordinal);
        // The cut is where one user-perceived character ends and the next begins.
        Assert.Contains(kept.Length, System.Globalization.StringInfo.ParseCombiningCharacters(clean).Append(clean.Length));
        Assert.Equal(kept, new UTF8Encoding(false,
            throwOnInvalidBytes: true).GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(kept)));
    }, iter: 5000);
}
