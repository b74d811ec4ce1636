using InspectorHub.Asff.Serialization;
using InspectorHub.Core.Tests.Delivery;
using InspectorHub.Findings.Scan;
using InspectorHub.Outbox;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Sync;

public sealed class ScanScopeTests : DeliveryTest
{
    private const string Registry = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
    private const string OldPush = "@sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string NewPush = "@sha256:2222222222222222222222222222222222222222222222222222222222222222";

    [Theory]
    [InlineData("shop/checkout:42", "shop/checkout:42")]
    [InlineData("shop/checkout:42" + OldPush, "shop/checkout:42")]
    [InlineData("shop/checkout", "shop/checkout:latest")]
    [InlineData("registry:5000/shop/checkout", "registry:5000/shop/checkout:latest")]
    [InlineData("registry:5000/shop/checkout:42", "registry:5000/shop/checkout:42")]
    [InlineData("shop/checkout" + OldPush, "shop/checkout" + OldPush)]
    [InlineData("registry:5000/shop/checkout" + OldPush, "registry:5000/shop/checkout" + OldPush)]
    public void An_image_is_its_repository_and_tag_and_a_digest_counts_where_there_is_no_tag(string reference, string name) =>
        Assert.Equal(name, ArtifactName.Of(ScanArtifactType.ContainerImage, reference));

    [Fact]
    public void Another_artefact_is_its_path() => Assert.Equal("./src@2/a:b", ArtifactName.Of(ScanArtifactType.Directory, "./src@2/a:b"));

    [Fact]
    public async Task A_scan_ends_what_its_artefact_no_longer_has_and_nothing_else()
    {
        OutboundFinding[] others =
        [
            Of("shop/checkout:41", "CVE-2026-0001"), Of("shop/basket:42", "CVE-2026-0001"), Of("shop/checkout", "CVE-2026-0001"),
            Of("shop/checkout" + OldPush, "CVE-2026-0001"), Of("shop/checkout:42", "CVE-2026-0001", ScanArtifactType.Archive),
        ];
        var (kept, gone, earlier) = (Of("shop/checkout:42", "CVE-2026-0001"), Of("shop/checkout:42", "CVE-2026-0002"),
            Of("shop/checkout:42" + OldPush, "CVE-2026-0003"));
        await SendAsync([.. others, kept, gone, earlier]);
        using var outbox = Open();
        using var listing = new ScopedListing(outbox, "999999999999");
        listing.See(kept);
        Assert.Equal(new[] { earlier.Id, gone.Id }.Order(StringComparer.Ordinal), listing.Missing().Select(finding => finding.Id)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_newer_push_of_the_tag_takes_the_place_of_the_one_before_and_one_without_a_tag_does_not()
    {
        var (old, untagged) = (Of("shop/checkout:42" + OldPush, "CVE-2026-0001"), Of("shop/checkout" + OldPush, "CVE-2026-0001"));
        await SendAsync([old, untagged]);
        using var outbox = Open();
        using var listing = new ScopedListing(outbox);
        listing.See(Of("shop/checkout:42" + NewPush, "CVE-2026-0001"));
        listing.See(Of("shop/checkout" + NewPush, "CVE-2026-0001"));
        Assert.Equal(old.Id, Assert.Single(listing.Missing()).Id);
    }

    [Fact]
    public async Task A_clean_scan_ends_all_that_its_artefact_had()
    {
        var (gone, other) = (Of("shop/checkout:42", "CVE-2026-0001"), Of("shop/basket:1", "CVE-2026-0001"));
        await SendAsync([gone, other]);
        using var outbox = Open();
        using var listing = new ScopedListing(outbox);
        Assert.Empty(listing.Missing());
        listing.Scope.Add(gone.Lane, ScanArtifactType.ContainerImage, $"{Registry}/shop/checkout:42");
        var archived = Assert.Single(listing.Missing());
        Assert.Equal(gone.Id, archived.Id);
        await SendAsync([archived], outbox: outbox);
        Assert.Equal("ARCHIVED", Hub.Held[gone.Id].GetProperty("RecordState").GetString());

        // The vulnerability is back with the next build.
        await SendAsync([gone], outbox: outbox);
        Assert.Equal("ACTIVE", Hub.Held[gone.Id].GetProperty("RecordState").GetString());
    }

    private static OutboundFinding Of(string image, string vulnerability, ScanArtifactType type = ScanArtifactType.ContainerImage)
    {
        var artifact = ScanArtifact.Of($"{Registry}/{image}", type, "111122223333", "eu-central-1");
        var finding = new ScanFinding { Artifact = artifact, VulnerabilityId = vulnerability,
            ScannedAt = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero) };
        return new OutboundFinding(AsffJson.Serialize(AccountForm.From(AsffTranslator.Translate(finding))));
    }
}
