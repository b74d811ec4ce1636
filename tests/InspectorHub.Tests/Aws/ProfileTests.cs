namespace InspectorHub.Tests.Aws;

/// <summary>
/// Profiles and endpoints as the SDK resolves them from files and environment, which it reads once per process: in a process of
/// its own, the module in its load context.
/// </summary>
public sealed class ProfileTests : IDisposable
{
    private readonly HubSession hub = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Profiles_of_every_kind_and_endpoints_of_the_environment_are_honoured()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that gives credentials here is cat.");
        var keys = hub.Run("$hub.AccessKey; $hub.SecretKey; $hub.EndpointUrl").Output.Select(value => value.ToString()).ToList();
        File.WriteAllText(folder.File("keys.json"), $$"""{"Version":1,"AccessKeyId":"{{keys[0]}}","SecretAccessKey":"{{keys[1]}}"}""");
        File.WriteAllText(
            folder.File("config"),
            $"""
            [profile program]
            region = eu-west-1
            credential_process = cat {folder.File("keys.json")}
            [profile role]
            region = eu-west-2
            role_arn = arn:aws:iam::111122223333:role/Hub
            source_profile = program
            [profile sso]
            region = eu-central-1
            sso_session = company
            sso_account_id = 123456789012
            sso_role_name = Hub
            [sso-session company]
            sso_region = eu-central-1
            sso_start_url = https://company.example/start
            sso_registration_scopes = sso:account:access
            """);
        File.WriteAllText(
            folder.File("profiles.ps1"),
            """
            param($Manifest, $Findings, $Outbox)
            Import-Module $Manifest
            foreach ($name in 'program', 'role', 'sso', 'none') {
                try { $state = Get-InspectorHubIntegration -ProfileName $name -ErrorAction Stop; "$name $($state.AccountId) $($state.Region)" }
                catch { "$name $($_.CategoryInfo.Category) $($_.Exception.Message)" }
            }
            # What is for another endpoint than AWS's is so wherever the endpoint is named.
            $outbox = @{ OutboxPath = $Outbox }
            $null = Import-InspectorFinding $Findings | Send-InspectorFindingToHub @outbox -NoWait
            Get-InspectorHubOutbox @outbox | ForEach-Object { "for $($_.Endpoint)" }
            "received $((Resume-InspectorHubOutbox @outbox -ProfileName program).Received)"
            """);
        var shell = Path.Combine(ModuleSession.RepositoryFolder(), "tools", "Shell", "bin", Configuration, "net10.0", "Shell.dll");
        Assert.SkipUnless(File.Exists(shell), "tools/Shell is not built.");
        using var process = Command.Start(
            "dotnet", [shell, folder.File("profiles.ps1"), ModuleSession.ManifestPath, FindingsFile.Write(folder.File("one.json"), 1), folder.File("outbox.db")],
            ("AWS_CONFIG_FILE", folder.File("config")), ("AWS_SHARED_CREDENTIALS_FILE", folder.File("none")),
            ("AWS_ENDPOINT_URL_SECURITYHUB", keys[2]), ("AWS_ENDPOINT_URL_INSPECTOR2", keys[2]), ("AWS_ENDPOINT_URL_STS", keys[2]));
        var lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("program 123456789012 eu-west-1", lines[0]);
        Assert.Equal("role 111122223333 eu-west-2", lines[1]);
        // Nobody has signed in: one clear error that names the profile, not a missing assembly.
        Assert.StartsWith("sso AuthenticationError No credentials from profile 'sso'", lines[2]);
        Assert.DoesNotContain("AWSSDK", lines[2]);
        Assert.StartsWith("none AuthenticationError There is no profile 'none'", lines[3]);
        Assert.Equal([$"for {keys[2]}", "received 1"], lines[4..]);
    }

    public void Dispose()
    {
        hub.Dispose();
        folder.Dispose();
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
}
