using System.Management.Automation;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Input;

/// <summary>What was scanned, by the parameters that name it.</summary>
internal static class ScannedArtifact
{
    /// <summary>The artefact; one that nobody owns ends the cmdlet.</summary>
    public static ScanArtifact Of(PSCmdlet cmdlet, string resource, string resourceType, string? accountId, string? region)
    {
        try
        {
            return ScanArtifact.Of(
                resource, Enum.TryParse<ScanArtifactType>(resourceType, ignoreCase: true, out var type) ? type : default, accountId,
                region);
        }
        catch (ArgumentException)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(
                new PSInvalidOperationException(
                    $"'{resource}' does not say whose it is: -AccountId and -Region are needed, since Security Hub keeps findings by " +
                    "account and Region."),
                "ResourceOwnerUnknown",
                ErrorCategory.InvalidArgument,
                resource));
            throw;
        }
    }
}
