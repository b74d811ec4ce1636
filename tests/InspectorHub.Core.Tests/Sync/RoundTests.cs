using System.Net;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Sync;
using InspectorHub.Sync.Rounds;
using Microsoft.Data.Sqlite;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>What a round asks for, where its limits lie, and what it says.</summary>
public sealed class RoundTests : SyncTest
{
    private const string Active = """{"findingStatus":[{"comparison":"EQUALS","value":"ACTIVE"}]}""";

    private ChangeListing Listing => new(Inspector, SimulatedInspector.Account, "", Options);

    [Fact]
    public async Task A_first_round_lists_what_is_active_and_the_next_what_has_changed_since_the_overlap()
    {
        Have(1);
        await SyncAsync();
        Assert.Equal([Active], Inspector.Asked);
        await SyncAsync();
        Assert.Equal(Since(Inspector.Now.AddMinutes(-15)), Inspector.Asked[^1]);
        await SyncAsync(Options with { Overlap = TimeSpan.FromHours(2) });
        Assert.Equal(Since(Inspector.Now.AddHours(-2)), Inspector.Asked[^1]);
        Assert.Equal(3, Inspector.Asked.Count);
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal([Since(Inspector.Now.AddMinutes(-15)), Active], Inspector.Asked[3..]);
        Assert.Equal([(null, false), (Inspector.Now, false), (Inspector.Now, false), (Inspector.Now, true)],
            Said.Rounds.Select(round => (round.Since, round.IsFull)));
        Assert.All(Said.Rounds, round => Assert.Equal("eu-central-1", round.Region));
    }

    [Fact]
    public void What_is_wanted_is_in_what_is_asked_for_and_makes_a_listing_filtered()
    {
        Assert.False(Listing.IsFiltered);
        Assert.True(new ChangeListing(Inspector, "1", "", Options with { Severities = ["HIGH"] }).IsFiltered);
        Assert.True(new ChangeListing(Inspector, "1", "", Options with { Filter = """{"title":[]}"""u8.ToArray() }).IsFiltered);
        Assert.NotEqual(Listing.Checkpoint.FilePath,
            new ChangeListing(Inspector, SimulatedInspector.Account, "", Options with { Severities = ["HIGH"] }).Checkpoint.FilePath);
    }

    [Fact]
    public async Task A_round_wants_what_its_severities_and_its_filter_want()
    {
        await SyncAsync(Options with
        {
            Severities = ["High"], Filter = """{"severity":[{"comparison":"EQUALS","value":"LOW"}]}"""u8.ToArray(),
        });
        Assert.Equal(
            """{"findingStatus":[{"comparison":"EQUALS","value":"ACTIVE"}],"severity":[""" +
            """{"comparison":"EQUALS","value":"HIGH"},{"comparison":"EQUALS","value":"LOW"}]}""",
            Inspector.Asked[0]);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_by_name_ten_at_a_time()
    {
        Have([.. Enumerable.Range(1, 25)]);
        await SyncAsync();
        for (var number = 1; number <= 25; number++) Inspector.Vanish(SimulatedInspector.Arn(number));
        // One of each ten is there all the same.
        var back = new[] { 3, 14, 25 };
        Inspector.BeforePage = _ =>
        {
            if (Inspector.Asked[^1].Contains("findingArn", StringComparison.Ordinal)) Have(back);
        };
        Inspector.Now = Inspector.Now.AddHours(1);
        Assert.Equal(22, (await SyncAsync(Options with { IsFull = true }))!.Ended);
        var asked = Inspector.Asked.Where(filter => filter.Contains("findingArn", StringComparison.Ordinal)).ToList();
        Assert.Equal([10, 10, 5], asked.Select(filter => filter.Split("arn:").Length - 1));
        Assert.All(back, number => Assert.Equal("ACTIVE", StateOf(number)));
        Assert.Equal("ARCHIVED", StateOf(1));
    }

    [Fact]
    public async Task What_Security_Hub_has_lost_is_asked_for_ten_at_a_time_too()
    {
        Have([.. Enumerable.Range(1, 12)]);
        await SyncAsync();
        for (var number = 1; number <= 12; number++) Inspector.Vanish(SimulatedInspector.Arn(number));
        await SyncAsync(Options with { IsFull = true });
        Have([.. Enumerable.Range(1, 12)]);
        foreach (var file in Directory.GetFiles(Folder)) File.Delete(file);
        Inspector.Asked.Clear();
        await SyncAsync(Options with { AsksHub = true });
        Assert.Equal([10, 2], Inspector.Asked.Skip(1).Select(filter => filter.Split("arn:").Length - 1));
        Assert.All(Enumerable.Range(1, 12), number => Assert.Equal("ACTIVE", StateOf(number)));
    }

    [Fact]
    public async Task A_checkpoint_of_three_days_is_not_too_old_and_one_a_second_older_is()
    {
        Have(1);
        await SyncAsync();
        var checkpoint = Inspector.Now;
        Inspector.Now = Inspector.Now.AddDays(3);
        await SyncAsync();
        Assert.Empty(Said.Notices);
        Listing.Checkpoint.Write(new CheckpointTimes(checkpoint));
        Inspector.Now = Inspector.Now.AddSeconds(1);
        await SyncAsync();
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.CheckpointTooOld, "eu-central-1"), (notice.Kind, notice.Region));
        Assert.Equal(
            "The checkpoint of eu-central-1 is of 2026-11-20 08:00:00Z. Amazon Inspector forgets what is closed after 3 days, so " +
            "all that is active is listed.", notice.Message);
        Assert.Contains(Active, Inspector.Asked);
    }

    [Fact]
    public async Task A_checkpoint_a_minute_ahead_is_one_and_one_further_ahead_is_none()
    {
        Have(1);
        await SyncAsync();
        Listing.Checkpoint.Write(new CheckpointTimes(Inspector.Now.AddMinutes(1)));
        await SyncAsync();
        Assert.Empty(Said.Notices);
        Listing.Checkpoint.Write(new CheckpointTimes(Inspector.Now.AddMinutes(1).AddMilliseconds(1)));
        await SyncAsync();
        Assert.Equal(
            "The checkpoint of eu-central-1 is of 2026-11-20 08:01:00Z, and Amazon Inspector's clock says 2026-11-20 08:00:00Z. It is no " +
            "checkpoint: all that is active is listed.", Assert.Single(Said.Notices).Message);
    }

    [Fact]
    public async Task A_checkpoint_from_the_beginning_of_time_is_only_too_old()
    {
        Have(1);
        Listing.Checkpoint.Write(new CheckpointTimes(DateTimeOffset.MinValue.AddMinutes(1)));
        Inspector.Changed = _ => { };
        Assert.Equal(1, (await SyncAsync())!.Received);
        Assert.Equal([SyncNoticeKind.CheckpointTooOld], Said.Kinds);
    }

    [Fact]
    public async Task Without_a_clock_of_the_service_the_newest_finding_counts_wherever_it_is_listed()
    {
        Inspector.SaysTime = false;
        var newest = Inspector.Now.AddMinutes(5);
        foreach (var (number, minutes) in ((int, int)[])[(1, 1), (2, 5), (3, 3)])
        {
            Inspector.Now = new DateTimeOffset(2026, 11, 20, 8, minutes, 0, TimeSpan.Zero);
            Have(number);
        }

        await SyncAsync();
        Assert.Equal(newest, Listing.Checkpoint.Read()!.DeliveredUntil);
    }

    [Fact]
    public async Task Where_nothing_says_any_time_there_is_no_checkpoint()
    {
        Inspector.SaysTime = false;
        await SyncAsync();
        Assert.Null(Listing.Checkpoint.Read());
        // And one that is there stays.
        Inspector.SaysTime = true;
        await SyncAsync();
        var before = Listing.Checkpoint.Read();
        Inspector.Now = Inspector.Now.AddHours(1);
        Inspector.SaysTime = false;
        await SyncAsync();
        Assert.Equal(before!.DeliveredUntil, Listing.Checkpoint.Read()!.DeliveredUntil);
    }

    [Fact]
    public async Task The_checkpoint_is_of_the_first_page_for_what_comes_while_it_is_listed_may_be_missed()
    {
        Have(1, 2, 3);
        var began = Inspector.Now;
        Inspector.PageSize = 1;
        Inspector.BeforePage = page =>
        {
            if (page > 1) Inspector.Now = Inspector.Now.AddMinutes(1);
        };
        await SyncAsync();
        Assert.Equal(new CheckpointTimes(began, began), Listing.Checkpoint.Read());
    }

    [Fact]
    public async Task A_round_that_is_not_full_keeps_the_date_of_the_last_full_one_and_one_that_could_not_end_all_too()
    {
        Have(1);
        var first = Inspector.Now;
        await SyncAsync();
        Inspector.Now = Inspector.Now.AddHours(1);
        await SyncAsync();
        Assert.Equal(new CheckpointTimes(Inspector.Now, first), Listing.Checkpoint.Read());
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Inspector.Now = Inspector.Now.AddHours(1);
        await SyncAsync(Options with { IsFull = true, ArchiveLimit = 0 });
        Assert.Equal(new CheckpointTimes(Inspector.Now, first), Listing.Checkpoint.Read());
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal(new CheckpointTimes(Inspector.Now, Inspector.Now), Listing.Checkpoint.Read());
    }

    [Fact]
    public async Task More_than_may_be_archived_is_said_with_both_numbers()
    {
        Have(1, 2, 3);
        await SyncAsync();
        foreach (var number in (int[])[1, 2]) Inspector.Vanish(SimulatedInspector.Arn(number));
        await SyncAsync(Options with { IsFull = true, ArchiveLimit = 1 });
        Assert.Equal(
            "Amazon Inspector in eu-central-1 no longer lists 2 findings that Security Hub has, more than 1. None of them was archived.",
            Assert.Single(Said.Notices).Message);
    }

    [Fact]
    public async Task Accounts_out_of_sight_are_named()
    {
        Inspector.Set(SimulatedInspector.Arn(1, SimulatedInspector.OtherAccount));
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1, SimulatedInspector.OtherAccount));
        await SyncAsync(Options with { IsFull = true });
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.OutOfSight, "Nothing is known in eu-central-1 about 444455556666, whose findings stay as they are."),
            (notice.Kind, notice.Message));
    }

    [Fact]
    public async Task A_Security_Hub_that_cannot_be_read_is_said_with_its_words()
    {
        Have(1);
        Hub.BeforeRead =
            () => throw new AwsException("Not allowed.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" };
        await SyncAsync(Options with { IsFull = true });
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.HubUnread, "What Security Hub holds in eu-central-1 of 111122223333 cannot be read: Not allowed. " +
            "Only what this outbox has sent itself is ended there."), (notice.Kind, notice.Message));
    }

    [Fact]
    public async Task What_cannot_be_read_where_findings_are_asked_for_by_name_leaves_them_as_they_are()
    {
        Have(1, 2);
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Inspector.Odd = filter => filter.Contains("findingArn", StringComparison.Ordinal)
            ? [new FindingReading(Problem("it is odd"))]
            : [];
        var summary = await SyncAsync(Options with { IsFull = true });
        Assert.Equal((0, 1, false), (summary!.Ended, summary.NotEnded, summary.IsComplete));
        Assert.Equal("ACTIVE", StateOf(1));
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.Unclear,
            "Amazon Inspector in eu-central-1 gave something that cannot be read; 1 findings stay as they are."),
            (notice.Kind, notice.Message));

        // A problem with a finding that it names is that finding's alone.
        Inspector.Odd = filter => filter.Contains("findingArn", StringComparison.Ordinal)
            ? [new FindingReading(Problem("it is odd", SimulatedInspector.Arn(9)))]
            : [];
        Assert.Equal(1, (await SyncAsync(Options with { IsFull = true }))!.Ended);
        Assert.Single(Said.Notices);
    }

    [Fact]
    public async Task What_is_over_and_damaged_in_the_outbox_is_said_and_stays()
    {
        Have(1, 2);
        await SyncAsync();
        foreach (var number in (int[])[1, 2]) Inspector.Vanish(SimulatedInspector.Arn(number));
        Damage();
        var summary = await SyncAsync(Options with { IsFull = true });
        Assert.Equal((0, 2, false), (summary!.Ended, summary.NotEnded, summary.IsComplete));
        var notice = Said.Notices.Last();
        Assert.Equal((SyncNoticeKind.LedgerDamaged, "2 findings that are over cannot be archived: they are damaged in the outbox."),
            (notice.Kind, notice.Message));
    }

    [Fact]
    public async Task What_nothing_can_be_made_of_is_kept_once_and_holds_up_nothing()
    {
        Have(1);
        Inspector.Odd = filter => [
            new FindingReading(Problem("it is odd"), """{"odd":1}"""u8.ToArray()),
            new FindingReading(new Inspector2Finding { FindingArn = "no ARN", Status = "ACTIVE" }),
            new FindingReading(Problem("it is cut off")),
        ];
        var summary = await SyncAsync();
        Assert.Equal((1, 3, false), (summary!.Received, summary.Unusable, summary.IsComplete));
        Assert.Equal(3, Said.Unusable.Count);
        Assert.All(Said.Unusable, unusable => Assert.False(unusable.IsKnown));
        var files = Said.Unusable.Select(unusable => unusable.File).ToList();
        Assert.Equal("""{"odd":1}""", await File.ReadAllTextAsync(files[0]!, TestContext.Current.CancellationToken));
        Assert.Contains("no ARN", await File.ReadAllTextAsync(files[1]!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(files[2]);
        Assert.Equal((true, false), (Said.Unusable.First().Problem is not null, Said.Unusable.First().Finding is not null));
        Assert.Equal("no ARN", ((Inspector2Finding)Said.Unusable.ElementAt(1).Finding!).FindingArn);
        Assert.NotNull(Said.Unusable.ElementAt(1).Failure);

        // The overlap lists them again: what was kept has been said.
        Assert.Equal(1, (await SyncAsync())!.Unusable);
        Assert.Equal([true, true, false], Said.Unusable.Skip(3).Select(unusable => unusable.IsKnown));
        Assert.Equal(2, Directory.GetFiles(Options.UnusableFolder).Length);
    }

    [Fact]
    public async Task What_is_made_with_a_warning_is_said()
    {
        Inspector.Set(SimulatedInspector.Arn(1), severity: "SEVERE");
        Inspector.Set(SimulatedInspector.Arn(2));
        await SyncAsync();
        Assert.NotEmpty(Assert.Single(Said.Remarks).Warnings);
    }

    [Fact]
    public async Task A_full_round_asks_for_members_only_where_the_outbox_remembers_nothing_or_it_is_told_to_ask()
    {
        Inspector.InSight.Add(SimulatedInspector.OtherAccount);
        Inspector.Set(SimulatedInspector.Arn(1, SimulatedInspector.OtherAccount));
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1, SimulatedInspector.OtherAccount));
        foreach (var file in Directory.GetFiles(Folder)) File.Delete(file);
        // Neither the listing nor the outbox tells of the account.
        await SyncAsync();
        Assert.Equal("ARCHIVED", Hub.Held[HubId(1, SimulatedInspector.OtherAccount)].GetProperty("RecordState").GetString());
    }

    [Fact]
    public async Task Findings_of_another_endpoint_are_none_of_its_business()
    {
        Have(1);
        await SyncAsync();
        await SendAsync([new Outbox.OutboundFinding(
            Encoding.UTF8.GetBytes(Delivery.Finding.Json(HubId(7))), endpoint: "http://localhost:1")]);
        Assert.Equal(0, (await SyncAsync(Options with { IsFull = true }))!.Ended);
    }

    private static FindingProblem Problem(string what, string? finding = null) =>
        new(FindingProblemKind.WrongShape, "a page", null, finding, what);

    private static string Since(DateTimeOffset time) =>
        $$"""{"updatedAt":[{"startInclusive":{{time.ToUnixTimeMilliseconds() / 1000}}}]}""";

    private void Have(params int[] numbers)
    {
        foreach (var number in numbers) Inspector.Set(SimulatedInspector.Arn(number));
    }

    // The documents of the ledger are no documents any more.
    private void Damage()
    {
        using var connection = new SqliteConnection($"Data Source={OutboxPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE bundle SET body = zeroblob(length(body))";
        command.ExecuteNonQuery();
    }
}
