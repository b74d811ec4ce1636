using System.Runtime.InteropServices;

namespace InspectorHub.Findings;

/// <summary>
/// What reading has come upon: a finding, a problem, a word about the source, or a finding that is in the Security Hub format already.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FindingReading
{
    /// <summary>A finding was read.</summary>
    public FindingReading(InspectorFinding finding) => Finding = finding;

    /// <summary>Something is wrong.</summary>
    public FindingReading(FindingProblem problem) => Problem = problem;

    /// <summary>Something is wrong with a part of a source.</summary>
    public FindingReading(FindingProblem problem, byte[] text) => (Problem, Text) = (problem, text);

    /// <summary>Something is worth a word.</summary>
    public FindingReading(FindingNotice notice) => Notice = notice;

    /// <summary>A finding in the Security Hub format was read.</summary>
    public FindingReading(byte[] asff, string origin) => (Asff, Origin) = (asff, origin);

    private FindingReading(byte[]? ocsf) => Ocsf = ocsf;

    /// <summary>A finding in OCSF was read.</summary>
    public static FindingReading OfOcsf(byte[] ocsf) => new(ocsf);

    /// <summary>The finding.</summary>
    public InspectorFinding? Finding { get; }

    /// <summary>The problem.</summary>
    public FindingProblem? Problem { get; }

    /// <summary>The word.</summary>
    public FindingNotice? Notice { get; }

    /// <summary>For a problem with an element of a list: its UTF-8 text, as it came.</summary>
    public byte[]? Text { get; }

    /// <summary>
    /// A finding that is in the Security Hub format already (told by SchemaVersion and ProductArn): its UTF-8 text, as it came.
    /// </summary>
    public byte[]? Asff { get; }

    /// <summary>
    /// A finding in OCSF (told by class_uid and finding_info): its UTF-8 text, as it came. Only where the reader was told to
    /// take them.
    /// </summary>
    public byte[]? Ocsf { get; }

    /// <summary>Where <see cref="Asff"/> was read.</summary>
    public string? Origin { get; }
}
