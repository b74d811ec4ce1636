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

    private List<AsffCut>? cuts; // null for most findings
    private List<string>? warnings;
    private long atMost;

    private AsffFit()
    {
    }

    /// <summary>Where in the finding the fitting stands.</summary>
    public AsffPath Path { get; } = new();

    private List<AsffCut> Cuts => cuts ??= [];

    private List<string> Warnings => warnings ??= [];

    /// <summary>Gives the finding itself where all of it fits, else one that does.</summary>
    public static AsffFinding Fit(AsffFinding finding)
    {
        var fit = new AsffFit();
        var fitted = (AsffFinding)AsffSchema.Finding.Fit(finding, fit)!;
        // Few findings come near the limit: only those are written to be counted.
        if (fit.atMost > AsffLimits.FindingBytes) fitted = AsffShrink.ToSize(fitted, fit.Cuts);
        if (fit is { cuts: null or [], warnings: null } && ReferenceEquals(fitted, finding)) return finding;
        if (ReferenceEquals(fitted, finding)) fitted = finding.Copy();
        fitted.Cuts = [.. finding.Cuts, .. fit.Cuts];
        fitted.Warnings = [.. finding.Warnings, .. fit.Warnings];
        return fitted;
    }

    public void Cut(int limit, int actual, string unit) => Cuts.Add(new AsffCut(Path.ToString(), limit, actual, unit));

    /// <summary>Leaves out what is too short to be a value.</summary>
    public string? LeaveOut(int actual, int minimum, string unit)
    {
        Cuts.Add(new AsffCut(Path.ToString(), minimum, actual, unit));
        return null;
    }

    /// <summary>Leaves out a value that the format does not have.</summary>
    public string? LeaveOut(string actual, string expected)
    {
        Warnings.Add($"{Path}: '{actual}' left out, the format asks for {expected}.");
        return null;
    }

    public string Replace(string text, AsffCharacters characters)
    {
        if (characters.Allow(text)) return text;
        var replaced = characters.Replace(text);
        Warnings.Add($"{Path}: '{text}' became '{replaced}', the format does not allow its other characters.");
        return replaced;
    }

    public void Count(string text) => atMost += (text.Length * BytesOfCharacter) + BytesOfMember;

    public void CountNumber() => atMost += BytesOfMember;

    /// <summary>Members that the model does not name are not walked: the finding has to be written to know its size.</summary>
    public void CountUnmodeled() => atMost += AsffLimits.FindingBytes;
}
