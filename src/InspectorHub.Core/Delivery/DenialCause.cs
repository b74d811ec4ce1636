
namespace InspectorHub.Delivery;

/// <summary>Why Security Hub refuses access. It answers alike to all of them.</summary>
public enum DenialCause
{
    /// <summary>No policy allows it, or one forbids it.</summary>
    Permission,

    /// <summary>The credentials are missing, expired or wrong.</summary>
    Credentials,

    /// <summary>The finding is about an account other than the caller's.</summary>
    ForeignAccount,

    /// <summary>The product ARN is of another Region or partition than the one called.</summary>
    WrongRegion,

    /// <summary>Security Hub is not enabled there.</summary>
    HubOff,

    /// <summary>The product belongs to AWS or to a partner.</summary>
    ForeignProduct,

    /// <summary>The account does not accept findings of that product.</summary>
    IntegrationOff,
}
