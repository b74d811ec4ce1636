namespace InspectorHub.Tests.Aws;

public sealed class SyncTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_first_time_all_that_is_active_goes_and_then_what_has_changed()
    {
        var result = session.Run(
            """
            $findings = @(Import-InspectorFinding $args[0])
            $findings[4].Status = 'CLOSED'
            $hub = $findings | Start-InspectorHubEmulator -Region eu-central-1
            try {
                $sync = @{ OutboxPath = $args[1] }
                (Sync-InspectorFindingToHub @hub @sync).Received
                (Sync-InspectorFindingToHub @hub @sync).Findings
                (Sync-InspectorFindingToHub @hub @sync -Full).Unchanged
                @(Get-InspectorHubFinding @hub).Count
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(5),
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal([4, 0, 4, 4], result.Output.Select(number => (int)number.BaseObject));
    }

    [Fact]
    public void A_full_listing_does_not_pass_over_what_was_closed_since_the_last_time()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1 -Path $args[2]
            $keys = @{ AccessKey = $hub.AccessKey; SecretKey = $hub.SecretKey }
            $null = Sync-InspectorFindingToHub @hub -OutboxPath $args[1]
            Stop-InspectorHubEmulator $hub
            $findings = @(Import-InspectorFinding $args[0])
            $findings[1].Status = 'CLOSED'
            $findings[1].UpdatedAt = [DateTimeOffset]::UtcNow
            $hub = $findings | Start-InspectorHubEmulator -Region eu-central-1 -Path $args[2] -Port $hub.Port @keys
            try {
                (Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -Full).Received
                @(Get-InspectorHubFinding @hub -RecordState ARCHIVED).Count
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(3),
            folder.File("outbox.db"),
            folder.File("hub.db"));
        Assert.Empty(result.Errors);
        Assert.Equal([1, 1], result.Output.Select(number => (int)number.BaseObject));
    }

    [Fact]
    public void Access_that_is_denied_round_after_round_is_said_once()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = 'BatchImportFindings' })
            try {
                :watching while ($true) {
                    Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -Watch -Interval 00:00:01 | ForEach-Object {
                        "$($_.Received) $($_.Waiting)"
                        if (++$round -eq 2) { $hub.ClearFault() }
                        if ($round -eq 3) { break watching }
                    }
                }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"));
        Assert.Equal(["0 2", "0 2", "2 0"], result.Output.Select(line => line.ToString()));
        Assert.Single(result.Errors);
    }

    [Fact]
    public async Task Watching_that_is_stopped_while_Security_Hub_hangs_ends_at_once_and_loses_nothing()
    {
        using var other = new ModuleSession();
        session.Run("$hub = Import-InspectorFinding $args[0], $args[1] | Start-InspectorHubEmulator; $hub.Remove('Region'); $hub.AddFault(@{ Kind = 'Hang'; Operation = 'BatchImportFindings' })", Findings(3), FindingsFile.Write(folder.File("us.json"), 2, "us-east-1", "123456789012"));
        var stopping = session.RunAndStopAsync("Sync-InspectorFindingToHub @hub -Region eu-central-1, us-east-1 -OutboxPath $args[0] -Watch", () => Waiting() == 5, folder.File("outbox.db"));
        await stopping.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(5, Waiting());
        Assert.Empty(Directory.GetFiles(folder.Path, "*.checkpoint"));
        session.Run("Stop-InspectorHubEmulator $hub");

        int Waiting() => other.Run("Get-InspectorHubOutbox -OutboxPath $args[0] -State Pending, InFlight", folder.File("outbox.db")).Output.Count;
    }

    [Fact]
    public void The_checkpoint_stays_where_it_is_until_Security_Hub_has_answered()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try {
                $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
                $failed = Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -TimeoutSec 1 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
                "$($failed.Received) received, $($failed.Waiting) waiting, $(@([IO.Directory]::GetFiles($args[2], '*.checkpoint')).Count) checkpoints"
                $hub.ClearFault()
                $null = Sync-InspectorFindingToHub @hub -OutboxPath $args[1]
                "$(@(Get-InspectorHubFinding @hub).Count) held, $(@([IO.Directory]::GetFiles($args[2], '*.checkpoint')).Count) checkpoints"
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(3),
            folder.File("outbox.db"),
            Path.GetDirectoryName(folder.File("outbox.db")));
        Assert.Equal(["0 received, 3 waiting, 0 checkpoints", "3 held, 1 checkpoints"], result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public void Watching_goes_on_round_after_round_and_survives_an_Inspector_that_does_not_answer()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            $round = 0
            try {
                $hub.AddFault(@{ Kind = 'Status'; Status = 403; Operation = 'ListFindings' })
                :watching while ($true) {
                    Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -Watch -Interval 00:00:01 | ForEach-Object {
                        "$($_.Received)"
                        $hub.ClearFault()
                        if (++$round -eq 3) { break watching }
                    }
                }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"));
        Assert.Equal(["0", "2", "0"], result.Output.Select(line => line.ToString()));
        Assert.Contains(result.Warnings, warning => warning.Contains("starts from the same checkpoint"));
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try { Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -WhatIf; Get-InspectorHubFinding @hub }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_filter_that_Inspector_refuses_is_one_clear_error()
    {
        var result = session.Run(
            """
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            try { Sync-InspectorFindingToHub @hub -OutboxPath $args[0] -Filter @{ severity = @{ comparison = 'LIKES'; value = 'HIGH' } } }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            folder.File("outbox.db"));
        Assert.Empty(result.Output);
        Assert.Contains("ListFindings", Assert.Single(result.Errors).Exception.Message);
    }

    [Fact]
    public void Regions_are_synchronized_apart_each_with_a_checkpoint_and_a_summary_of_its_own()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0], $args[1] | Start-InspectorHubEmulator
            $hub.Remove('Region')
            try {
                Sync-InspectorFindingToHub @hub -Region eu-central-1, us-east-1, nowhere -OutboxPath $args[2] | ForEach-Object { "$($_.Region) $($_.Received)" }
                Sync-InspectorFindingToHub @hub -Region eu-central-1, us-east-1 -OutboxPath $args[2] | ForEach-Object { "$($_.Region) $($_.Findings)" }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(3),
            FindingsFile.Write(folder.File("us.json"), 2, "us-east-1", "123456789012"),
            folder.File("outbox.db"));
        Assert.Equal(["eu-central-1 0", "eu-central-1 3", "us-east-1 0", "us-east-1 2"], result.Output.Select(line => line.ToString()).Order());
        Assert.Equal("nowhere", Assert.Single(result.Errors).TargetObject);
        Assert.Equal(2, Directory.GetFiles(folder.Path, "*.checkpoint").Length);
    }

    [Fact]
    public void Watching_serves_every_Region_and_one_that_does_not_answer_holds_up_no_other()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            $hub.Remove('Region')
            try {
                :watching while ($true) {
                    Sync-InspectorFindingToHub @hub -Region eu-central-1, nowhere -OutboxPath $args[1] -Watch -Interval 00:00:01 | ForEach-Object {
                        "$($_.Region) $($_.Received)"
                        if (++$round -eq 2) { break watching }
                    }
                }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"));
        Assert.Equal(["eu-central-1 2", "eu-central-1 0"], result.Output.Select(line => line.ToString()));
        Assert.Single(result.Errors);
    }

    [Fact]
    public async Task A_Region_whose_Security_Hub_is_off_holds_up_no_other_and_keeps_its_checkpoint()
    {
        session.Run("$hub = Import-InspectorFinding $args[0], $args[1] | Start-InspectorHubEmulator -NoSignatureCheck; $hub.Remove('Region')", Findings(2), FindingsFile.Write(folder.File("us.json"), 2, "us-east-1", "123456789012"));
        await TurnHubOffAsync(session.Run("$hub.EndpointUrl").Output[0].ToString(), "us-east-1");
        var result = session.Run(
            """
            try {
                Sync-InspectorFindingToHub @hub -Region us-east-1, eu-central-1 -OutboxPath $args[0] -TimeoutSec 1 -WarningAction SilentlyContinue | ForEach-Object { "$($_.Region) $($_.Received) $($_.Waiting)" }
                @([IO.Directory]::GetFiles($args[1], '*.checkpoint')).Count
                :watching while ($true) {
                    Sync-InspectorFindingToHub @hub -Region us-east-1, eu-central-1 -OutboxPath $args[0] -Watch -Interval 00:00:01 -WarningAction SilentlyContinue | ForEach-Object {
                        "$($_.Region) $($_.Unchanged)"
                        if (++$round -eq 3) { break watching }
                    }
                }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            folder.File("outbox.db"),
            folder.Path);
        Assert.Equal(["eu-central-1 2 0", "us-east-1 0 2", "1", "eu-central-1 0", "eu-central-1 0", "eu-central-1 0"], result.Output.Select(line => line.ToString()));
        Assert.Equal("FindingsWaiting", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void What_cannot_be_translated_is_said_once_and_set_aside_and_the_checkpoint_goes_on()
    {
        var result = session.Run(
            """
            $findings = @(Import-InspectorFinding $args[0])
            $findings[1].FirstObservedAt = $findings[1].LastObservedAt = $findings[1].UpdatedAt = $null
            $hub = $findings | Start-InspectorHubEmulator -Region eu-central-1
            try {
                (Sync-InspectorFindingToHub @hub -OutboxPath $args[1]).Received
                @([IO.Directory]::GetFiles($args[2], '*.checkpoint')).Count
                $error.Count
                (Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -Full).Unchanged
                $error.Count
                @(Import-InspectorFinding "$($args[2])/unusable-findings/*.json").Count
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(3),
            folder.File("outbox.db"),
            folder.Path);
        Assert.Equal([2, 1, 1, 2, 1, 1], result.Output.Select(number => (int)number.BaseObject));
        Assert.StartsWith("CannotSend", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-Interval 0")]
    [InlineData("-Interval 300")]
    [InlineData("-Interval 00:00:00.1")]
    [InlineData("-Interval 30.00:00:00")]
    [InlineData("-Interval -00:05:00")]
    [InlineData("-Overlap 900")]
    [InlineData("-Overlap 9999999.00:00:00")]
    [InlineData("-Overlap -00:00:01")]
    public void A_span_of_time_without_sense_is_refused(string parameter)
    {
        var result = session.Run($"try {{ Sync-InspectorFindingToHub -Region eu-central-1 -WhatIf {parameter} }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.Message }}");
        Assert.Collection(
            result.Output.Select(line => line.ToString()),
            id => Assert.StartsWith("ParameterArgumentValidationError", id),
            words => Assert.Contains("written as 00:05:00 for five minutes", words));
    }

    [Fact]
    public async Task WhatIf_ends_also_when_watching_and_makes_no_outbox()
    {
        var run = Task.Run(() => session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try { Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -Watch -Interval 00:00:01 -WhatIf }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("new/outbox.db")));
        Assert.Empty((await run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Output);
        Assert.False(Directory.Exists(folder.File("new")));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_one_clear_error()
    {
        File.WriteAllText(folder.File("file"), "");
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try { Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -CheckpointPath $args[2] }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"),
            folder.File("file"));
        var error = Assert.Single(result.Errors);
        Assert.Equal("CannotKeepState,InspectorHub.Commands.SyncInspectorFindingToHubCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith(folder.File("file"), (string)error.TargetObject);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_does_not_end_the_watching()
    {
        File.WriteAllText(folder.File("file"), "");
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try {
                :watching while ($true) {
                    Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -CheckpointPath $args[2] -Watch -Interval 00:00:01 | ForEach-Object {
                        "$($_.Received) $($_.Unchanged)"
                        if (++$round -eq 2) { break watching }
                    }
                }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"),
            folder.File("file"));
        Assert.Empty(result.Errors);
        Assert.Equal(["2 0", "0 2"], result.Output.Select(line => line.ToString()));
        Assert.Equal(2, result.Warnings.Count(warning => warning.StartsWith(folder.File("file"), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_endpoint_that_is_none_ends_also_the_watching()
    {
        var run = Task.Run(() => session.Run("Sync-InspectorFindingToHub -Region eu-central-1 -EndpointUrl localhost:4566 -AccessKey a -SecretKey b -OutboxPath $args[0] -Watch", folder.File("outbox.db")));
        var error = Assert.Single((await run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Errors);
        Assert.StartsWith("NoEndpoint", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("Sync-InspectorFindingToHub -Region eu-central-1")]
    [InlineData("Get-InspectorFinding -Region eu-central-1")]
    [InlineData("Get-InspectorHubFinding -Region eu-central-1")]
    public void A_filter_without_end_is_one_clear_error(string command)
    {
        var result = session.Run($"$endless = @{{}}; $endless.severity = $endless; {command} -EndpointUrl http://127.0.0.1:1 -AccessKey a -SecretKey b -Filter $endless");
        Assert.StartsWith("MalformedFilter", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public async Task A_filter_that_Inspector_refuses_ends_also_the_watching()
    {
        var run = Task.Run(() => session.Run(
            """
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            try { Sync-InspectorFindingToHub @hub -OutboxPath $args[0] -Watch -Interval 00:00:01 -Filter @{ severity = @{ comparison = 'LIKES'; value = 'HIGH' } } }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            folder.File("outbox.db")));
        Assert.Contains("ListFindings", Assert.Single((await run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Errors).Exception.Message);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    // The emulator looks into the credential scope for the Region.
    private static async Task TurnHubOffAsync(string endpoint, string region)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, endpoint + "/accounts");
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=a/20260101/{region}/securityhub/aws4_request, SignedHeaders=host, Signature=0");
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
    }

    private string Findings(int count) => FindingsFile.Write(folder.File("findings.json"), count, "eu-central-1", "123456789012");
}
