namespace InspectorHub.Findings.Inspector2;

/// <summary>An entry of CISA's catalog of known exploited vulnerabilities.</summary>
public sealed class CisaData
{
    /// <summary>When it was added.</summary>
    public DateTimeOffset? DateAdded { get; set; }

    /// <summary>Until when CISA wants it mended.</summary>
    public DateTimeOffset? DateDue { get; set; }

    /// <summary>What CISA wants done.</summary>
    public string? Action { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Action ?? "";
}
