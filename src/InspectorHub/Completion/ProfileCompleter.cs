using System.Collections;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Completion;

/// <summary>Offers the profiles of the shared AWS configuration files, or of the one that -ProfileLocation names.</summary>
public sealed class ProfileCompleter : ListCompleter
{
    private protected override IEnumerable<string> Names => AwsProfiles.Names();

    private protected override IEnumerable<string> NamesBeside(IDictionary given) =>
        AwsProfiles.Names(given["ProfileLocation"]?.ToString());
}
