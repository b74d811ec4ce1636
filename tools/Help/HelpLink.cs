using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace InspectorHub.Help;

/// <summary>A page to read next. A link to another page of this help is a name for Get-Help and has no address.</summary>
internal sealed record HelpLink(string Text, string? Uri)
{
    public static IEnumerable<HelpLink> In(IEnumerable<Block> blocks) =>
        from block in blocks
        from link in block.Descendants<LinkInline>()
        select new HelpLink(PlainText.Of(link), IsAddress(link.Url) ? link.Url : null);

    public static bool IsAddress(string? url) => url?.StartsWith("https://", StringComparison.Ordinal) == true;
}
