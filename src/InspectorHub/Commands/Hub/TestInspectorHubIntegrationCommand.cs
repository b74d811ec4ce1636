using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Integration;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <summary>
/// Looks into everything that it takes to have findings in either Security Hub, and says in plain words what is wrong and
/// what to do. Changes nothing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "InspectorHubIntegration")]
[OutputType(typeof(IntegrationCheck), typeof(bool))]
public sealed class TestInspectorHubIntegrationCommand : RegionsCommand
{
    /// <summary>Says only whether nothing failed, per Region.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>An SQS queue of Inspector's events that is looked into, too: rule, policy, dead letters, workers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? QueueUrl { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var connection in Connections) Write(Check(connection));
        if (QueueUrl is not null) Write(CheckQueue(ConnectTo(Region).First(), QueueUrl));
    }

    private IReadOnlyList<IntegrationCheck> CheckQueue(AwsConnection connection, string queueUrl)
    {
        try
        {
            using var checkup = new QueueCheckup(connection, queueUrl);
            return Await(checkup.RunAsync(Stop));
        }
        catch (AwsException failure)
        {
            return [new IntegrationCheck(
                connection.Region ?? "", "Queue", CheckResult.Fail, failure.Message, "Give -QueueUrl as aws sqs get-queue-url says it.")];
        }
    }

    private IReadOnlyList<IntegrationCheck> Check(AwsConnection connection)
    {
        try
        {
            using var checkup = new IntegrationCheckup(connection);
            return [.. Await(checkup.RunAsync(Stop)).Select(IntegrationAdvice.WithNextStep)];
        }
        catch (AwsException failure)
        {
            var check = new IntegrationCheck(
                connection.Region ?? "", "Region", CheckResult.Fail, failure.Message) { Step = IntegrationStep.NameRegion };
            return [IntegrationAdvice.WithNextStep(check)];
        }
    }

    private void Write(IReadOnlyList<IntegrationCheck> checks)
    {
        if (Quiet) WriteObject(checks.All(check => check.Result != CheckResult.Fail));
        else WriteObject(checks, enumerateCollection: true);
    }
}
