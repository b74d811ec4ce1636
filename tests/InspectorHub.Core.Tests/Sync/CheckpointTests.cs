using InspectorHub.Sync;

namespace InspectorHub.Core.Tests.Sync;

public sealed class CheckpointTests : IDisposable
{
    private static readonly DateTimeOffset Until = new(2026, 11, 20, 8, 0, 0, 123, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("inspectorhub-checkpoint-").FullName;

    [Fact]
    public void It_holds_two_times_each_on_a_line_of_its_own()
    {
        var checkpoint = Of();
        Assert.Null(checkpoint.Read());
        checkpoint.Write(new CheckpointTimes(Until));
        Assert.Equal("2026-11-20T08:00:00.1230000Z", File.ReadAllText(checkpoint.FilePath));
        Assert.Equal(new CheckpointTimes(Until), checkpoint.Read());
        checkpoint.Write(new CheckpointTimes(Until, Until.AddDays(-1)));
        Assert.Equal("2026-11-20T08:00:00.1230000Z\n2026-11-19T08:00:00.1230000Z", File.ReadAllText(checkpoint.FilePath));
        Assert.Equal(new CheckpointTimes(Until, Until.AddDays(-1)), checkpoint.Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("\n2026-11-20T08:00:00Z")]
    public void What_holds_no_time_is_damaged(string text)
    {
        var checkpoint = Of();
        File.WriteAllText(checkpoint.FilePath, text);
        var failure = Assert.Throws<FormatException>(checkpoint.Read);
        Assert.Equal($"The checkpoint {checkpoint.FilePath} does not hold a time.", failure.Message);
    }

    [Theory]
    [InlineData("2026-11-20T08:00:00.123Z\n")]
    [InlineData("2026-11-20T08:00:00.123Z\nlast week")]
    public void A_second_line_that_is_no_time_says_nothing_of_the_first(string text)
    {
        var checkpoint = Of();
        File.WriteAllText(checkpoint.FilePath, text);
        Assert.Equal(new CheckpointTimes(Until), checkpoint.Read());
    }

    [Fact]
    public void Another_account_Region_endpoint_or_filter_has_another_file()
    {
        Assert.Equal(Of().FilePath, Of().FilePath);
        Checkpoint[] all =
            [Of(), Of(account: "444455556666"), Of(region: "eu-west-1"), Of(endpoint: "http://localhost:1"), Of(criteria: "{}"u8)];
        var files = all.Select(checkpoint => Path.GetFileName(checkpoint.FilePath)).ToList();
        Assert.Equal(files.Count, files.Distinct().Count());
        Assert.All(files, file => Assert.Matches("^[0-9]{12}-eu-[a-z]+-1-[0-9A-F]{12}[.]checkpoint$", file));
        Assert.StartsWith("444455556666-eu-central-1-", files[1], StringComparison.Ordinal);
        Assert.StartsWith("111122223333-eu-west-1-", files[2], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Checkpoint Of(
        string account = "111122223333", string region = "eu-central-1", string endpoint = "", ReadOnlySpan<byte> criteria = default) =>
        new(folder, account, region, endpoint, criteria.IsEmpty ? null : criteria.ToArray());
}
