using InspectorHub.Findings.Cis;
using InspectorHub.Sync.Cis;

namespace InspectorHub.Core.Tests.Sync;

public sealed class CisExceptionTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static CisException Exception => new() { CheckId = "1.1.1", Reason = "Jump host" };

    private static CisFinding Failed => new()
    {
        Status = CisFinding.Failed, CheckId = "1.1.1", Platform = "AMAZON_LINUX_2023", AccountId = "111122223333", TargetResourceId = "i-1",
    };

    [Theory]
    [InlineData("1.1.1", true)]
    [InlineData("1.1.*", true)]
    [InlineData("1.1.?", true)]
    [InlineData("*", true)]
    [InlineData("1.1", false)]
    [InlineData("1.1.1.1", false)]
    [InlineData("1x1x1", false)]
    [InlineData("?1.1.1", false)]
    [InlineData("1.1.1?", false)]
    [InlineData("*.2", false)]
    public void A_check_is_meant_as_a_whole_by_a_number_in_which_stars_and_question_marks_stand_for_others(string pattern, bool covers) =>
        Assert.Equal(covers, (Exception with { CheckId = pattern }).Covers(Failed, Now));

    [Fact]
    public void Who_says_more_means_less()
    {
        Assert.True((Exception with { Platform = "amazon*", AccountId = "1111*", ResourceId = "I-?" }).Covers(Failed, Now));
        Assert.False((Exception with { Platform = "UBUNTU*" }).Covers(Failed, Now));
        Assert.False((Exception with { AccountId = "444455556666" }).Covers(Failed, Now));
        Assert.False((Exception with { ResourceId = "i-2" }).Covers(Failed, Now));
        // What is not known is not what was meant.
        Assert.False((Exception with { Platform = "*" }).Covers(new CisFinding { Status = CisFinding.Failed, CheckId = "1.1.1" }, Now));
        Assert.True((Exception with { CheckId = "a*b" }).Covers(new CisFinding { Status = CisFinding.Failed, CheckId = "a\nb" }, Now));
    }

    [Theory]
    [InlineData(CisFinding.Passed)]
    [InlineData(CisFinding.Skipped)]
    [InlineData(null)]
    public void Only_what_failed_is_excused(string? status) =>
        Assert.False(Exception.Covers(new CisFinding { Status = status, CheckId = "1.1.1" }, Now));

    [Fact]
    public void It_is_over_at_its_end()
    {
        Assert.True((Exception with { Until = Now.AddTicks(1) }).Covers(Failed, Now));
        Assert.False((Exception with { Until = Now }).Covers(Failed, Now));
        Assert.Equal("Exception: Jump host", Exception.ToString());
        Assert.Equal("Exception until 2026-12-01T00:00:00Z: Jump host", (Exception with { Until = Now }).ToString());
    }
}
