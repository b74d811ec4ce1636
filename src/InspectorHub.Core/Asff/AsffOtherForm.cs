namespace InspectorHub.Asff;

/// <summary>
/// What the two forms of a finding do not have in common, so that each becomes the other again without loss. It goes with the object and
/// not into its document: read from a document, a finding becomes the other form with all that it has.
/// </summary>
/// <param name="UpdatedAt">UpdatedAt in the other form: Inspector's own has seconds, the account form milliseconds.</param>
/// <param name="MakeFields">Makes <see cref="Fields"/>, which most findings are never asked for.</param>
internal sealed record AsffOtherForm(string UpdatedAt, Func<IReadOnlyDictionary<string, string>> MakeFields)
{
    private const int LengthToSeconds = 19;

    /// <summary>
    /// ProductFields that only the account form has: those that Inspector does not send, and those beyond the fifty.
    /// </summary>
    public IReadOnlyDictionary<string, string> Fields => MakeFields();

    /// <summary>UpdatedAt in the other form; what the finding itself says where somebody has changed that since.</summary>
    public static string? UpdatedAtOf(AsffFinding finding) =>
        finding is { OtherForm.UpdatedAt: { } other, UpdatedAtText: { } own }
            && string.CompareOrdinal(other, 0, own, 0, LengthToSeconds) == 0 ? other : finding.UpdatedAtText;
}
