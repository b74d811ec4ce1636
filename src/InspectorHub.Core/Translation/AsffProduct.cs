namespace InspectorHub.Translation;

/// <summary>The two forms of a finding, named after the product that it is imported for.</summary>
public enum AsffProduct
{
    /// <summary>What Amazon Inspector itself sends; only AWS may import it.</summary>
    Inspector,

    /// <summary>What an account may import, for its own default product.</summary>
    Account,
}
