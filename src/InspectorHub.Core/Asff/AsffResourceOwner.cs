using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>Whose a resource is at its provider.</summary>
public sealed class AsffResourceOwner
{
    /// <summary>The account: of AWS, or a subscription of Azure.</summary>
    public AsffOwnerId? Account { get; set; }

    /// <summary>The organization: of AWS, or a tenant of Azure.</summary>
    public AsffOwnerId? Org { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Account, Org);
}
