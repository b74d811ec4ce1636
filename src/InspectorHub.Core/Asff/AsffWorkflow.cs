namespace InspectorHub.Asff;

/// <summary>Where the customer's investigation stands. It reads, compares and is made like its status.</summary>
public sealed class AsffWorkflow : IEquatable<AsffWorkflow>
{
    /// <summary>Nobody has looked at the finding yet.</summary>
    public const string New = "NEW";

    private static readonly string[] Statuses = [New, "NOTIFIED", "RESOLVED", "SUPPRESSED"];

    /// <summary>NEW, NOTIFIED, RESOLVED or SUPPRESSED.</summary>
    public string? Status { get; set; }

    /// <summary>The workflow of a status, in any case.</summary>
    /// <exception cref="FormatException">It is no status of the format.</exception>
    public static AsffWorkflow Parse(string text) => new()
    {
        Status = Array.Find(Statuses, status => string.Equals(status, text?.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"'{text}' is no status of a workflow; one of {string.Join(", ", Statuses)} is expected."),
    };

    /// <inheritdoc/>
    public bool Equals(AsffWorkflow? other) => other is not null && string.Equals(Status, other.Status, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AsffWorkflow);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Status ?? "");

    /// <inheritdoc/>
    public override string ToString() => Status ?? "";
}
