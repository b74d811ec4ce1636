using InspectorHub.Common;

namespace InspectorHub.Asff.Rules;

/// <summary>
/// Makes a finding fit the format by the same table that the check walks: text cut with a mark, lists and maps capped,
/// characters that a key may not have replaced, empty values left out, and a finding that is still too large shrunk. The
/// finding given is not changed; what was cut is reported on the one that comes back.
/// </summary>
internal sealed class AsffFit
{
    // The most bytes a character can take in JSON: \u001f for a control character.
    private const int BytesOfCharacter = 6;

    // More than a member's name, quotes and punctuation take.
    private const int BytesOfMember = 48;

    private List<Report>? reports; // null for most findings
    private long atMost;

    private AsffFit()
    {
    }

    /// <summary>How much there is to tell so far.</summary>
    public int Reports => reports?.Count ?? 0;

    /// <summary>Gives the finding itself where all of it fits, else one that does.</summary>
    public static AsffFinding Fit(AsffFinding finding)
    {
        var fit = new AsffFit();
        var fitted = (AsffFinding)AsffSchema.Finding.Fit(finding, fit)!;
        // Few findings come near the limit: only those are written to be counted.
        var mayBeTooLarge = fit.atMost > AsffLimits.FindingBytes;
        if (fit.reports is null && !mayBeTooLarge && ReferenceEquals(fitted, finding)) return finding;
        ItemList<AsffCut> cuts = [.. finding.Cuts, .. fit.Told(report => report.Cut is { } cut ? cut with { Path = report.Place } : null)];
        if (mayBeTooLarge) fitted = AsffShrink.ToSize(fitted, cuts);
        if (ReferenceEquals(fitted, finding)) fitted = finding.Copy();
        fitted.OtherForm = finding.OtherForm;
        fitted.Cuts = cuts;
        fitted.Warnings = [.. finding.Warnings, .. fit.Told(report => report.Warning is { } warning ? $"{report.Place}: {warning}" : null)];
        return fitted;
    }

    /// <summary>
    /// Says where what was reported since has its place: <c>.Member</c>, <c>[0]</c> or <c>['key']</c>. Paths are put together from the
    /// inside out, as few are needed.
    /// </summary>
    public void Within(string step, int since)
    {
        for (var index = since; index < Reports; index++) reports![index] = reports[index] with { Path = step + reports[index].Path };
    }

    public void Cut(int limit, int actual, string unit) => Tell(new Report("", new AsffCut("", limit, actual, unit), null));

    /// <summary>Leaves out what is too short to be a value.</summary>
    public string? LeaveOut(int actual, int minimum, string unit)
    {
        Cut(minimum, actual, unit);
        return null;
    }

    /// <summary>Leaves out a value that the format does not have.</summary>
    public string? LeaveOut(string actual, string expected)
    {
        Tell(new Report("", null, $"'{actual}' left out, the format asks for {expected}."));
        return null;
    }

    public string Replace(string text, AsffCharacters characters)
    {
        if (characters.Allow(text)) return text;
        var replaced = characters.Replace(text);
        Tell(new Report("", null, $"'{text}' became '{replaced}', the format does not allow its other characters."));
        return replaced;
    }

    public void Count(string text) => atMost += (text.Length * BytesOfCharacter) + BytesOfMember;

    public void CountNumber() => atMost += BytesOfMember;

    /// <summary>Members that the model does not name are not walked: the finding has to be written to know its size.</summary>
    public void CountUnmodeled() => atMost += AsffLimits.FindingBytes;

    private void Tell(Report report) => (reports ??= []).Add(report);

    private IEnumerable<T> Told<T>(Func<Report, T?> kind)
        where T : class => reports?.Select(kind).OfType<T>() ?? [];

    /// <summary>A cut or a warning, and its path so far.</summary>
    private readonly record struct Report(string Path, AsffCut? Cut, string? Warning)
    {
        public string Place => "$" + Path;
    }
}
