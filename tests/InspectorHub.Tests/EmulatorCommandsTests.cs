using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace InspectorHub.Tests;

public sealed class EmulatorCommandsTests : IDisposable
{
    private readonly ModuleSession session = new();

    public void Dispose()
    {
        session.Run("Stop-InspectorHubEmulator -All");
        session.Dispose();
    }

    [Fact]
    public void The_object_splats_as_connection_parameters_and_tells_its_state()
    {
        var output = session.Run("""
            $hub = Start-InspectorHubEmulator -Region eu-west-1
            ($hub.Keys) -join ' '
            $hub.EndpointUrl -eq "http://127.0.0.1:$($hub.Port)"
            $hub.Region
            $hub.Findings
            @(Get-InspectorHubFinding @hub).Count
            $hub.Calls
            Stop-InspectorHubEmulator $hub
            $hub.IsRunning
            """).Output;
        var keys = output[0].ToString().Split(' ').Order(StringComparer.Ordinal);
        Assert.Equal(["AccessKey", "EndpointUrl", "Region", "SecretKey"], keys);
        Assert.Equal([true, "eu-west-1", 0L, 0, 1L, false], output.Skip(1).Select(item => item.BaseObject));
    }

    [Fact]
    public void Stopping_by_pipeline_by_argument_and_all_at_once_frees_the_ports()
    {
        var ports = session.Run("""
            $one = Start-InspectorHubEmulator; $two = Start-InspectorHubEmulator; $three = Start-InspectorHubEmulator
            $one.Port, $two.Port, $three.Port
            $one | Stop-InspectorHubEmulator
            Stop-InspectorHubEmulator $two
            Stop-InspectorHubEmulator $two
            Stop-InspectorHubEmulator -All
            """).Output.Select(port => (int)port.BaseObject).ToList();
        Assert.Equal(3, ports.Distinct().Count());
        foreach (var port in ports) AssertFree(port);
    }

    [Fact]
    public void Removing_the_module_stops_what_still_runs()
    {
        using var other = new ModuleSession();
        var port = (int)other.Run("(Start-InspectorHubEmulator).Port").Output[0].BaseObject;
        other.Run("Remove-Module InspectorHub");
        AssertFree(port);
    }

    [Fact]
    public async Task A_script_that_ends_without_stopping_it_leaves_nothing_behind_but_the_file()
    {
        using var folder = new TemporaryFolder();
        var script = folder.File("script.ps1");
        await File.WriteAllTextAsync(
            script,
            """
            param($module, $file)
            Import-Module $module
            $hub = Start-InspectorHubEmulator -Path $file
            Get-InspectorHubFinding @hub
            $hub.Port
            """,
            TestContext.Current.CancellationToken);
        var configuration = typeof(EmulatorCommandsTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var shell = Path.Combine(ModuleSession.RepositoryFolder(), "tools", "Shell", "bin", configuration, "net10.0", "Shell.dll");
        Assert.SkipUnless(File.Exists(shell), "tools/Shell is not built.");
        var output = await Command.RunAsync("dotnet", [shell, script, ModuleSession.ManifestPath, folder.File("hub.db")]);
        AssertFree(int.Parse(output, CultureInfo.InvariantCulture));
        Assert.Equal(["hub.db", "script.ps1"], Directory.GetFiles(Path.GetDirectoryName(script)!).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_means_those_of_the_own_session()
    {
        using var other = new ModuleSession();
        other.Run("$hub = Start-InspectorHubEmulator");
        session.Run("Stop-InspectorHubEmulator -All");
        Assert.True((bool)other.Run("$hub.IsRunning").Output[0].BaseObject);
        other.Run("Stop-InspectorHubEmulator $hub");
    }

    [Fact]
    public void WhatIf_starts_and_stops_nothing()
    {
        Assert.Empty(session.Run("Start-InspectorHubEmulator -WhatIf").Output);
        Assert.True((bool)session.Run("$hub = Start-InspectorHubEmulator; Stop-InspectorHubEmulator $hub -WhatIf; $hub.IsRunning").Output[0].BaseObject);
    }

    [Fact]
    public void Faults_are_given_as_hashtables_at_the_start_and_while_it_runs()
    {
        var output = session.Run("""
            $hub = Start-InspectorHubEmulator -Fault @{ Kind = 'Status'; Status = 500; Operation = 'GetFindings' }, @{ Kind = 'Latency'; Delay = '00:00:00.010' }
            $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*bad*'; Message = 'No.' })
            $hub.Faults | ForEach-Object { "$($_.Kind) $($_.Operation) $($_.Match)" }
            $hub.ClearFault($hub.Faults[1])
            $hub.Faults.Count
            $hub.ClearFault()
            $hub.Faults.Count
            """).Output.Select(item => item.ToString());
        Assert.Equal(["Status GetFindings *", "Latency * *", "RejectFinding * *bad*", "2", "0"], output);
    }

    [Fact]
    public void Call_rates_are_given_at_the_start_and_changed_while_it_runs()
    {
        var output = session.Run("""
            $hub = Start-InspectorHubEmulator -RateScale 0.5
            $hub.RateScale
            $hub.SetRateScale(2)
            $hub.RateScale
            (Start-InspectorHubEmulator -NoRateLimit).RateScale
            (Start-InspectorHubEmulator).RateScale
            """).Output.Select(item => (double)item.BaseObject);
        Assert.Equal([0.5, 2, 0, 1], output);
    }

    [Theory]
    [InlineData("open-sesame", true)]
    [InlineData("abracadabra", false)]
    public void A_role_can_ask_for_an_external_id(string externalId, bool expected)
    {
        var result = session.Run(
            """
            $hub = Start-InspectorHubEmulator -ExternalId @{ 'arn:aws:iam::222222222222:role/reader' = 'open-sesame' }
            Get-InspectorHubFinding @hub -RoleArn arn:aws:iam::222222222222:role/reader -ExternalId $args[0]
            """,
            externalId);
        Assert.Equal(expected, result.Errors.Count == 0);
    }

    [Fact]
    public void A_fault_of_an_unknown_kind_is_an_error() =>
        Assert.Contains("Kind", Failure("Start-InspectorHubEmulator -Fault @{ Kind = 'Earthquake' }").Exception.Message, StringComparison.Ordinal);

    [Fact]
    public void A_taken_port_is_one_terminating_error_that_names_it()
    {
        var failure = Failure("$hub = Start-InspectorHubEmulator; Start-InspectorHubEmulator -Port $hub.Port");
        Assert.StartsWith("CannotListen", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceUnavailable, failure.CategoryInfo.Category);
    }

    [Fact]
    public void Another_address_than_loopback_needs_a_switch_and_warns()
    {
        var failure = Failure("Start-InspectorHubEmulator -Address 0.0.0.0");
        Assert.StartsWith("AddressNotLoopback", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("0.0.0.0", Assert.Single(session.Run("Start-InspectorHubEmulator -Address 0.0.0.0 -AllowRemote -WhatIf").Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_state_is_one_terminating_error()
    {
        var file = Path.Combine(Path.GetTempPath(), $"emulator-{Guid.NewGuid():N}.db");
        File.WriteAllText(file, new string('x', 5000));
        try
        {
            var failure = Failure("Start-InspectorHubEmulator -Path $args[0]", file);
            Assert.StartsWith("CannotKeepState", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(file, failure.Exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Neither_verbose_nor_text_of_the_object_tells_the_secret()
    {
        var result = session.Run("$hub = Start-InspectorHubEmulator -SecretKey TopSecret -Verbose; \"$hub\"; $hub.ToString(); Stop-InspectorHubEmulator $hub -Verbose");
        Assert.DoesNotContain("TopSecret", string.Join('\n', result.Output.Select(item => item.ToString()).Concat(result.Verbose)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_finding_of_an_Inspector_is_an_error_and_the_emulator_starts_all_the_same()
    {
        var result = session.Run("'{\"a\":1}' | Start-InspectorHubEmulator");
        Assert.NotEmpty(result.Errors);
        Assert.IsAssignableFrom<Hashtable>(Assert.Single(result.Output).BaseObject);
    }

    private ErrorRecord Failure(string script, params object?[] arguments) => Assert.Single(session.Run(script, arguments).Errors);

    private static void AssertFree(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        listener.Stop();
    }
}
