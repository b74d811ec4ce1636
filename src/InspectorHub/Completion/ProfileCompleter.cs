using InspectorHub.Aws.Sessions;

namespace InspectorHub.Completion;

/// <summary>Offers the profiles of the shared AWS configuration files.</summary>
public sealed class ProfileCompleter : ListCompleter
{
    private protected override IEnumerable<string> Names => AwsProfiles.Names();
}
