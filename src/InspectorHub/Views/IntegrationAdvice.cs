using InspectorHub.Integration;

namespace InspectorHub.Views;

/// <summary>The next step after a check, in this module's commands.</summary>
internal static class IntegrationAdvice
{
    /// <summary>What to do where the credentials are missing, expired or wrong.</summary>
    public const string GiveCredentials =
        "Give valid credentials: -ProfileName (for SSO after aws sso login), -AccessKey and -SecretKey, -Credential, or a role of the " +
        "machine.";

    /// <summary>The check with its next step in words.</summary>
    public static IntegrationCheck WithNextStep(IntegrationCheck check) => check.Step == IntegrationStep.None ? check : check with
    {
        NextStep = check.Step switch
        {
            IntegrationStep.NameRegion => "Give -Region with the name of a Region, and -EndpointUrl only where there is one.",
            IntegrationStep.GiveCredentials => GiveCredentials,
            IntegrationStep.EnableHub => $"Enable-InspectorHubIntegration -EnableHub -Region {check.Region}",
            IntegrationStep.EndOneFlow =>
                $"Stop one of them: Disable-InspectorHubIntegration -Region {check.Region}, or stop sending and archive what was sent.",
            _ => "Sync-InspectorFindingToHub, or Enable-InspectorHubIntegration for Amazon Inspector's own flow.",
        },
    };
}
