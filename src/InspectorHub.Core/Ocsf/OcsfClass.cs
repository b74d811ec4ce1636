namespace InspectorHub.Ocsf;

/// <summary>A class of findings. Source: OCSF, category Findings.</summary>
/// <param name="Uid">2002 or 2003.</param>
/// <param name="Name">Its caption.</param>
internal sealed record OcsfClass(int Uid, string Name)
{
    public const int CategoryUid = 2;

    public const string CategoryName = "Findings";

    public static OcsfClass Vulnerability { get; } = new(2002, "Vulnerability Finding");

    public static OcsfClass Compliance { get; } = new(2003, "Compliance Finding");
}
