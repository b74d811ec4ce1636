using System.Management.Automation;
using InspectorHub.Tests.Views;

namespace InspectorHub.Tests.Delivery;

/// <summary>Delivery through the cmdlets, to an emulator that fails on demand.</summary>
public sealed class SendInspectorFindingToHubTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    public SendInspectorFindingToHubTests() => session.Run("$global:hub = Start-InspectorHubEmulator -NoRateLimit");

    private string OutboxPath => folder.File("outbox.db");

    private string Findings(int count) => FindingsFile.Write(folder.File($"{count}.json"), count);

    [Fact]
    public void The_summary_counts_what_Security_Hub_has_acknowledged()
    {
        var sent = Send(Findings(250));
        Assert.Empty(sent.Errors);
        Assert.Equal((250, 250, 0, 0, true), CountsOf(sent));
        Assert.Equal(250, session.Run("Get-InspectorHubFinding @hub").Output.Count);
        Assert.Equal(250, Value<int>(Assert.Single(Send(Findings(250)).Output), "Unchanged"));
    }

    [Fact]
    public void WhatIf_names_every_finding_and_makes_no_outbox()
    {
        Assert.Empty(Send(Findings(3), "-WhatIf").Output);
        Assert.False(File.Exists(OutboxPath));
        Assert.Empty(session.Run("Get-InspectorHubFinding @hub").Output);
    }

    [Fact]
    public void A_refused_finding_is_an_error_record_and_the_others_arrive()
    {
        session.Run("$hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0007*' })");
        var sent = Send(Findings(100));
        Assert.Equal((100, 99, 1, 0, false), CountsOf(sent));
        var error = Assert.Single(sent.Errors);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Contains("00000007", (string)error.TargetObject, StringComparison.Ordinal);

        var item = Assert.Single(session.Run("Get-InspectorHubOutbox -OutboxPath $args[0] -State Refused", OutboxPath).Output);
        Assert.Equal(1, Value<int>(item, "Attempts"));

        session.Run("$hub.ClearFault()");
        var resumed = session.Run("Get-InspectorHubOutbox -OutboxPath $args[0] | Resume-InspectorHubOutbox -OutboxPath $args[0] @hub", OutboxPath);
        Assert.Empty(resumed.Errors);
        Assert.Equal(1, Value<int>(Assert.Single(resumed.Output), "Received"));
        Assert.Equal(100, session.Run("Get-InspectorHubFinding @hub").Output.Count);
    }

    [Fact]
    public void Findings_that_cannot_be_delivered_in_time_wait_and_go_with_Resume()
    {
        session.Run("$hub.AddFault(@{ Kind = 'Status'; Status = 503 })");
        var sent = Send(Findings(150), "-TimeoutSec 1");
        Assert.Equal((150, 0, 0, 150, false), CountsOf(sent));
        Assert.Equal("FindingsWaiting", Assert.Single(sent.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Single(sent.Warnings);

        session.Run("$hub.ClearFault()");
        var resumed = session.Run("Resume-InspectorHubOutbox -OutboxPath $args[0] @hub", OutboxPath);
        Assert.Empty(resumed.Errors);
        Assert.Equal((150, 150, 0, 0, true), CountsOf(resumed));
    }

    [Fact]
    public void NoWait_only_queues_and_Clear_throws_away()
    {
        var queued = Send(Findings(20), "-NoWait");
        Assert.Empty(queued.Errors);
        Assert.Equal((20, 0, 0, 20, false), CountsOf(queued));
        Assert.Empty(session.Run("Get-InspectorHubFinding @hub").Output);

        session.Run("Clear-InspectorHubOutbox -OutboxPath $args[0] -WhatIf", OutboxPath);
        Assert.Equal(20, session.Run("Get-InspectorHubOutbox -OutboxPath $args[0] -State Pending", OutboxPath).Output.Count);
        session.Run("Clear-InspectorHubOutbox -OutboxPath $args[0] -Id '*0000000?' -Confirm:$false", OutboxPath);
        Assert.Equal(4, session.Run("Get-InspectorHubOutbox -OutboxPath $args[0]", OutboxPath).Output.Count);
    }

    [Fact]
    public void Rows_of_the_outbox_are_resumed_together()
    {
        session.Run("$hub.AddFault(@{ Kind = 'RejectFinding' })");
        Send(Findings(5));
        session.Run("$hub.ClearFault()");
        Send(FindingsFile.Write(folder.File("others.json"), 3, "us-east-1", "222222222222"), "-NoWait");
        var resumed = session.Run("Get-InspectorHubOutbox -OutboxPath $args[0] | Resume-InspectorHubOutbox -OutboxPath $args[0] @hub", OutboxPath);
        Assert.Empty(resumed.Errors);
        Assert.Equal((8, 8, 0, 0, true), CountsOf(resumed));
    }

    [Fact]
    public void Ids_from_the_pipeline_stand_for_themselves_however_many_there_are()
    {
        Send(Findings(30), "-NoWait");
        var ids = session.Run("Get-InspectorHubOutbox -OutboxPath $args[0] | ForEach-Object { $_.Id }", OutboxPath).Output.Select(id => id.ToString()).ToList();
        var wild = ids[7][..^1] + "[0-9]";
        session.Run("[pscustomobject]@{ Id = $args[1] } | Clear-InspectorHubOutbox -OutboxPath $args[0] -Confirm:$false", OutboxPath, wild);
        Assert.Equal(30, Count());
        session.Run("[pscustomobject]@{ Id = $args[1] } | Clear-InspectorHubOutbox -OutboxPath $args[0] -Confirm:$false", OutboxPath, ids[7]);
        Assert.Equal(29, Count());

        object many = Enumerable.Range(0, 5000).Select(number => $"none-{number}").Append(ids[8]).ToArray();
        var found = session.Run("Get-InspectorHubOutbox -OutboxPath $args[0] -Id $args[1]", OutboxPath, many);
        Assert.Empty(found.Errors);
        Assert.Single(found.Output);
        session.Run("Clear-InspectorHubOutbox -OutboxPath $args[0] -Id $args[1] -Confirm:$false", OutboxPath, wild);
        Assert.Equal(20, Count());

        int Count() => session.Run("Get-InspectorHubOutbox -OutboxPath $args[0]", OutboxPath).Output.Count;
    }

    [Theory]
    [InlineData("Resume-InspectorHubOutbox @hub -OutboxPath $args[1] -WhatIf")]
    [InlineData("Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1] -ArchiveMissing -WhatIf")]
    public void WhatIf_makes_no_outbox(string command)
    {
        session.Run(command, Findings(1), folder.File("new/outbox.db"));
        Assert.False(Directory.Exists(folder.File("new")));
    }

    [Theory]
    [InlineData("Get-InspectorHubOutbox -OlderThan 300")]
    [InlineData("Clear-InspectorHubOutbox -OlderThan ([TimeSpan]::MaxValue)")]
    public void An_age_without_sense_is_refused(string command)
    {
        Send(Findings(1), "-NoWait");
        var result = session.Run($"try {{ {command} -OutboxPath $args[0] }} catch {{ $_.FullyQualifiedErrorId }}", OutboxPath);
        Assert.StartsWith("ParameterArgumentValidationError", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public void What_waits_for_another_endpoint_is_said()
    {
        Send(Findings(4), "-NoWait");
        var resumed = session.Run("Resume-InspectorHubOutbox -OutboxPath $args[0] -AccessKey a -SecretKey b", OutboxPath);
        Assert.Empty(resumed.Errors);
        Assert.Contains("4 findings wait for http://", Assert.Single(resumed.Warnings));
        Assert.Equal((0, 0, 0, 0, true), CountsOf(resumed));
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_made_is_one_clear_error_at_once()
    {
        File.WriteAllText(folder.File("file"), "");
        var run = Task.Run(() => session.Run("Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]", Findings(1), folder.File("file/outbox.db")));
        var error = Assert.Single((await run.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken)).Errors);
        Assert.Equal("OutboxInaccessible,InspectorHub.Commands.SendInspectorFindingToHubCommand", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Credentials_of_the_session_deliver_too()
    {
        var sent = session.Run(
            """
            $StoredAWSCredentials = [pscustomobject]@{ Credentials = [pscustomobject]@{ AccessKey = $hub.AccessKey; SecretKey = $hub.SecretKey } }
            Import-InspectorFinding $args[0] | Send-InspectorFindingToHub -EndpointUrl $hub.EndpointUrl -OutboxPath $args[1]
            """,
            Findings(3),
            OutboxPath);
        Assert.Empty(sent.Errors);
        Assert.Equal((3, 3, 0, 0, true), CountsOf(sent));
    }

    [Theory]
    [InlineData("-EndpointUrl nonsense -AccessKey a -SecretKey b", "'nonsense' is no endpoint")]
    [InlineData("@hub -Region Atlantis", "'Atlantis' is not the name of a Region")]
    public void A_place_that_cannot_be_is_one_clear_error(string parameters, string words)
    {
        session.Run("$hub.Remove('Region')");
        var sent = session.Run($"Import-InspectorFinding $args[0] | Send-InspectorFindingToHub {parameters} -OutboxPath $args[1]", Findings(3), OutboxPath);
        Assert.Contains(words, Assert.Single(sent.Errors).ToString());
        Assert.False(File.Exists(OutboxPath));
    }

    [Fact]
    public void PassThru_gives_one_result_per_finding()
    {
        var sent = Send(Findings(30), "-PassThru");
        Assert.Equal(30, sent.Output.Select(result => Value<string>(result, "Id")).Distinct().Count());
        Assert.All(sent.Output, result => Assert.Equal("Received", $"{result.Properties["Status"].Value}"));
    }

    [Fact]
    public void Denied_access_is_one_error_with_the_likely_causes_and_nothing_is_lost()
    {
        session.Run("$hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException' })");
        var sent = Send(Findings(120));
        Assert.Equal(["AccessDeniedException", "FindingsWaiting"], sent.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("Nothing is lost", sent.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.PermissionDenied, sent.Errors[0].CategoryInfo.Category);
        Assert.Equal((120, 0, 0, 120, false), CountsOf(sent));
    }

    [Fact]
    public void Wrong_credentials_are_told_from_missing_permissions()
    {
        session.Run("$hub.SecretKey = 'nonsense'");
        var error = Send(Findings(1)).Errors[0];
        Assert.Equal(("InvalidSignatureException", ErrorCategory.AuthenticationError), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
    }

    [Fact]
    public async Task A_pipeline_that_is_stopped_ends_at_once_and_what_it_took_waits()
    {
        using var other = new ModuleSession();
        session.Run("$hub.AddFault(@{ Kind = 'Hang' })");
        await session.RunAndStopAsync(
            "Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]", () => Outbox().Count == 150, Findings(150), OutboxPath);
        Assert.All(Outbox(), item => Assert.Equal("Pending", $"{item.Properties["State"].Value}"));

        IReadOnlyList<PSObject> Outbox() => other.Run("Get-InspectorHubOutbox -OutboxPath $args[0]", OutboxPath).Output;
    }

    [Fact]
    public void ArchiveMissing_archives_what_a_complete_listing_lacks()
    {
        Send(Findings(10));
        var sent = Send(Findings(7), "-ArchiveMissing");
        Assert.Empty(sent.Errors);
        Assert.Equal(3, Value<int>(Assert.Single(sent.Output), "Received"));
        Assert.Equal(3, session.Run("Get-InspectorHubFinding @hub -RecordState ARCHIVED").Output.Count);
    }

    [Fact]
    public void ArchiveMissing_has_no_limit_with_the_highest_one()
    {
        Send(Findings(10));
        Assert.Equal(3, Value<int>(Assert.Single(Send(Findings(7), "-ArchiveMissing -ArchiveLimit ([int]::MaxValue)").Output), "Received"));
    }

    [Fact]
    public void Resume_asks_once_for_all_that_it_would_deliver()
    {
        session.Run("$hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0007*' })");
        Send(Findings(10));
        Send(FindingsFile.Write(folder.File("other.json"), 2, "us-east-1", "222222222222"), "-NoWait");
        var shown = HostedModule.Show(ansi: false, "Resume-InspectorHubOutbox -Refused -OutboxPath $args[0] -EndpointUrl $args[1] -AccessKey a -SecretKey b -WhatIf", OutboxPath, $"{session.Run("$hub.EndpointUrl").Output[0]}");
        Assert.Contains("Deliver 2 pending and 1 refused findings", Assert.Single(shown.Split('\n'), line => line.StartsWith("What if:", StringComparison.Ordinal)));
    }

    [Fact]
    public void How_to_deliver_what_waits_can_be_run_as_it_stands()
    {
        var path = folder.File("o'brien.db");
        session.Run("$hub.AddFault(@{ Kind = 'Status'; Status = 503 })");
        var sent = session.Run("Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1] -TimeoutSec 1", Findings(1), path);
        Assert.Contains($"-OutboxPath '{path.Replace("'", "''")}'", Assert.Single(sent.Errors).ToString());
    }

    [Fact]
    public void ArchiveMissing_leaves_accounts_alone_that_the_listing_has_nothing_of_unless_it_is_complete_for_them()
    {
        session.Run("$hub.Remove('Region')");
        Send(Findings(3));
        Send(FindingsFile.Write(folder.File("other.json"), 2, "us-east-1", "222222222222"));
        Send(FindingsFile.Write(folder.File("far.json"), 1, "eu-west-1", "222222222222"));
        Assert.Equal(0, Value<int>(Assert.Single(Send(Findings(3), "-ArchiveMissing").Output), "Received"));
        var sent = Send(Findings(3), "-ArchiveMissing -AccountId 222222222222");
        Assert.Empty(sent.Errors);
        Assert.Equal(2, Value<int>(Assert.Single(sent.Output), "Received"));
    }

    [Fact]
    public void ArchiveMissing_archives_nothing_over_a_listing_with_errors_or_with_too_many_missing()
    {
        Send(Findings(10));
        var incomplete = session.Run("& { Import-InspectorFinding -LiteralPath $args[0]; Import-InspectorFinding -LiteralPath /no/such/file.json } @args | Send-InspectorFindingToHub @hub -OutboxPath $args[1] -ArchiveMissing", Findings(7), OutboxPath);
        Assert.Contains(incomplete.Errors, error => error.FullyQualifiedErrorId.StartsWith("ListingIncomplete", StringComparison.Ordinal));
        var tooMany = Send(Findings(7), "-ArchiveMissing -ArchiveLimit 2");
        Assert.Contains(tooMany.Errors, error => error.FullyQualifiedErrorId.StartsWith("ArchiveLimit", StringComparison.Ordinal));
        Assert.Equal(10, session.Run("Get-InspectorHubFinding @hub -RecordState ACTIVE").Output.Count);
    }

    [Fact]
    public void Secrets_appear_in_no_stream()
    {
        session.Run("$hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException' })");
        var secret = $"{session.Run("$hub.SecretKey").Output[0]}";
        var sent = Send(Findings(1), "-Verbose");
        Assert.DoesNotContain(sent.Verbose.Concat(sent.Warnings).Concat(sent.Errors.Select(error => $"{error} {error.Exception}")), text => text.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(OutboxPath)), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        session.Run("Stop-InspectorHubEmulator $hub");
        session.Dispose();
        folder.Dispose();
    }

    private SessionResult Send(string file, string parameters = "") =>
        session.Run($"Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1] {parameters}", file, OutboxPath);

    private static (int Findings, int Received, int Refused, int Waiting, bool IsComplete) CountsOf(SessionResult result)
    {
        var summary = Assert.Single(result.Output);
        return (Value<int>(summary, "Findings"), Value<int>(summary, "Received"), Value<int>(summary, "Refused"), Value<int>(summary, "Waiting"), Value<bool>(summary, "IsComplete"));
    }

    private static T Value<T>(PSObject from, string property) => (T)from.Properties[property].Value;
}
