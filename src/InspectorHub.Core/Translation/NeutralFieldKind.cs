namespace InspectorHub.Translation;

/// <summary>Where the key of a product field stands in the two forms.</summary>
internal enum NeutralFieldKind
{
    /// <summary>
    /// <c>aws/inspector/NAME</c> in the Inspector form, where that prefix is AWS's own; <c>inspector/NAME</c> in the account form.
    /// </summary>
    OfInspector,

    /// <summary>By its own name in both.</summary>
    Plain,

    /// <summary>As <c>inspector/NAME</c> in the account form; Inspector's own form has no such field.</summary>
    OfAccountForm,
}
