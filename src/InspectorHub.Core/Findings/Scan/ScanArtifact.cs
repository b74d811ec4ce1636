using System.Text.RegularExpressions;

namespace InspectorHub.Findings.Scan;

/// <summary>What was scanned, and whose it is. A scan's result does not say: the caller does.</summary>
public sealed class ScanArtifact
{
    // ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY[:TAG][@DIGEST]
    private static readonly Regex EcrImage = new(
        @"^(?<account>\d{12})\.dkr[.-]ecr(-fips)?\.(?<region>[a-z0-9-]+)\." +
        @"(amazonaws\.com(\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)/" +
        @"(?<repository>[^:@]+)(:(?<tag>[^@]+))?(@(?<digest>\w+:[0-9a-f]+))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>An image reference or a path, as the caller names it; with the vulnerability it identifies a finding.</summary>
    public string Reference { get; set; } = "";

    /// <summary>What kind of artefact.</summary>
    public ScanArtifactType Type { get; set; }

    /// <summary>The account that the finding is to be imported for, 12 digits.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>The Region that the finding is to be imported in.</summary>
    public string Region { get; set; } = "";

    /// <summary>For an image in ECR: its repository.</summary>
    public string? RepositoryName { get; set; }

    /// <summary>For an image in ECR: the account of its registry.</summary>
    public string? RegistryId { get; set; }

    /// <summary>For an image in ECR: its tag, where the reference has one.</summary>
    public string? ImageTag { get; set; }

    /// <summary>For an image in ECR: its digest, where the reference has one.</summary>
    public string? ImageDigest { get; set; }

    /// <summary>Whether its reference says only where it lies from here: <c>.</c> is another checkout in every folder.</summary>
    internal bool IsNamedByPlace =>
        Type != ScanArtifactType.ContainerImage && Reference.Replace('\\', '/').TrimEnd('/') is "." or ".." or "";

    /// <summary>
    /// An artefact by its reference. An image in ECR says itself which account and Region it belongs to; for anything else, or to
    /// import it elsewhere, they are given.
    /// </summary>
    /// <exception cref="ArgumentException">The account or the Region is not known.</exception>
    public static ScanArtifact Of(string reference, ScanArtifactType type, string? accountId = null, string? region = null)
    {
        var image = type == ScanArtifactType.ContainerImage ? EcrImage.Match(reference) : Match.Empty;
        return new ScanArtifact
        {
            Reference = reference,
            Type = type,
            AccountId = accountId ?? Part("account")
                ?? throw new ArgumentException($"'{reference}' does not say which account it belongs to.", nameof(accountId)),
            Region = region ?? Part("region")
                ?? throw new ArgumentException($"'{reference}' does not say which Region it belongs to.", nameof(region)),
            RegistryId = Part("account"),
            RepositoryName = Part("repository"),
            ImageTag = Part("tag"),
            ImageDigest = Part("digest"),
        };

        string? Part(string name) => image.Groups[name] is { Success: true } group ? group.Value : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Reference;
}
