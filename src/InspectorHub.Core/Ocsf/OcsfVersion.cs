namespace InspectorHub.Ocsf;

/// <summary>
/// A version of the Open Cybersecurity Schema Framework that Security Hub's findings were seen in, and what of their members differs
/// from one to the next.
/// </summary>
public sealed class OcsfVersion
{
    private OcsfVersion(string number, bool namesCategory, bool hasCloudResources) =>
        (Number, NamesCategory, HasCloudResources) = (number, namesCategory, hasCloudResources);

    /// <summary>1.5.0, as findings of Lambda functions had it in September 2025.</summary>
    public static OcsfVersion V150 { get; } = new("1.5.0", namesCategory: false, hasCloudResources: false);

    /// <summary>1.6.0, as most findings had it in September 2025; the default.</summary>
    public static OcsfVersion V160 { get; } = new("1.6.0", namesCategory: true, hasCloudResources: false);

    /// <summary>1.8.0, as findings have it since May 2026.</summary>
    public static OcsfVersion V180 { get; } = new("1.8.0", namesCategory: true, hasCloudResources: true);

    /// <summary>Every version, the oldest first.</summary>
    public static IReadOnlyList<OcsfVersion> All { get; } = [V150, V160, V180];

    /// <summary>As it stands in <c>metadata.version</c>.</summary>
    public string Number { get; }

    /// <summary>Whether <c>finding_info.types</c> names the console's category beside the type.</summary>
    internal bool NamesCategory { get; }

    /// <summary>Whether the profile <c>aws/cloud_resources</c> applies, and with it the extension of AWS.</summary>
    internal bool HasCloudResources { get; }

    /// <summary>The version of a number.</summary>
    /// <param name="number">For example 1.6.0.</param>
    /// <exception cref="ArgumentException">It is none of <see cref="All"/>.</exception>
    public static OcsfVersion Of(string number) =>
        All.FirstOrDefault(version => version.Number == number)
        ?? throw new ArgumentException($"'{number}' is no version of OCSF known here; {string.Join(", ", All)} are.", nameof(number));

    /// <inheritdoc/>
    public override string ToString() => Number;
}
