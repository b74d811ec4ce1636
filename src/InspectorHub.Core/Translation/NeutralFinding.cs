using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>
/// A finding translated, before it takes one of its two forms: the members that are the same in both, and what each form writes in
/// its own way still by its meaning. <see cref="InspectorForm"/> and <see cref="AccountForm"/> add to it; neither takes anything away.
/// </summary>
internal sealed class NeutralFinding
{
    /// <summary>Which finding it is.</summary>
    public required FindingIdentity Identity { get; init; }

    /// <summary>What both forms have. Id, product, ProductFields, provider's fields and workflow are for the forms to add.</summary>
    public required AsffFinding Asff { get; init; }

    /// <summary>When it was last changed, with milliseconds: two versions may come within one second.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The product's own fields, in the order in which the first fifty stay.</summary>
    public required NeutralFields Fields { get; init; }

    /// <summary>Whether the Inspector form has milliseconds, too.</summary>
    public bool HasMilliseconds { get; init; }

    /// <summary>
    /// Whether Inspector's own form has product names, Region and provider's fields: findings of Classic are older than these members.
    /// </summary>
    public bool IsClassic { get; init; }
}
