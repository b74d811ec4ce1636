using InspectorHub.Aws;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Views;

/// <summary>The next step after a lane has come into trouble, in this module's commands.</summary>
internal static class DeliveryAdvice
{
    /// <summary>What to do before delivery can go on.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="lane">Where.</param>
    /// <param name="command">What then delivers; null where it goes on by itself.</param>
    public static string AfterStop(AwsException? failure, Lane lane, string? command)
    {
        var step = failure?.ErrorCode is null ? "Put it right" : StepAfter(failure, lane);
        return command is null ? $"{step}." : $"{step}, then {command}.";
    }

    /// <summary>What to do while calls are made again and again; null where to wait is enough.</summary>
    public static string? WhileRetrying(Exception? failure, Lane lane) =>
        failure is AwsException { ErrorCode: "InvalidAccess" or "InvalidAccessException" }
            ? $"To enable it: Enable-InspectorHubIntegration -EnableHub -Region {lane.Region}"
            : null;

    private static string StepAfter(AwsException failure, Lane lane)
    {
        var denial = Denial.Explain(failure.ErrorCode, failure.Message, productArn: null, lane.AccountId, lane.Region);
        return denial.Cause switch
        {
            _ when failure.ErrorCode == AwsException.NoRegion => "Give -Region",
            DenialCause.Credentials => IntegrationAdvice.GiveCredentials.TrimEnd('.'),
            DenialCause.HubOff => $"Enable-InspectorHubIntegration -EnableHub -Region {lane.Region}",
            DenialCause.IntegrationOff => $"Test-InspectorHubIntegration -Region {lane.Region} tells what is off: put it right",
            DenialCause.ForeignAccount => $"Use credentials of {lane.AccountId}: -ProfileName, or -RoleArn with a role there",
            _ => "Put it right",
        };
    }
}
