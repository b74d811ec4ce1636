namespace InspectorHub.Input;

// Here and not in the core: the engine looks at all public types before the module's load context is in place, and a field of
// a value type of the core (an enumeration behind a parameter) would load the core into the wrong one.

/// <summary>The two forms of a finding, named after the product that it is imported for.</summary>
public enum AsffProduct
{
    /// <summary>What Amazon Inspector itself sends; only AWS may import it.</summary>
    Inspector,

    /// <summary>What an account may import, for its own default product.</summary>
    Account,
}
