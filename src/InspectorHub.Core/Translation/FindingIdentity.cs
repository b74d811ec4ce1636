using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>Which finding it is, and whose: each form makes its Id and its product ARN of this.</summary>
/// <param name="Partition">The partition of its product.</param>
/// <param name="Region">Where Inspector found it.</param>
/// <param name="AccountId">The account it is about.</param>
/// <param name="InspectorId">Its Id in the Inspector form: an ARN, or the same as in the account form.</param>
/// <param name="AccountFormId">Its Id in the account form.</param>
internal sealed record FindingIdentity(string Partition, string Region, string AccountId, string InspectorId, string AccountFormId)
{
    /// <summary>The product that Inspector sends for.</summary>
    public string InspectorProduct => AsffProductArn.Inspector(Partition, Region);
}
