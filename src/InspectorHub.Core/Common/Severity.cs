using System.Text.Json.Serialization;

namespace InspectorHub.Common;

/// <summary>
/// How bad a finding is: a word that is compared by its rank and not by the alphabet, and whose case does not matter. It becomes
/// its word where text is wanted, and is made of one where a severity is.
/// </summary>
[JsonConverter(typeof(SeverityConverter))]
public class Severity : IComparable, IComparable<Severity>, IEquatable<Severity>
{
    // What nobody has rated ranks below what somebody has.
    private static readonly string[] Ranked = ["UNDEFINED", "UNTRIAGED", "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

    /// <summary>
    /// The word, as its source writes it: INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL; UNTRIAGED or Undefined where an
    /// Inspector product has not rated it.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public string? Label { get; set; }

    /// <summary>What it compares as.</summary>
    private protected virtual string Word => Label ?? "";

    private int Rank => Array.FindIndex(Ranked, label => string.Equals(label, Word, StringComparison.OrdinalIgnoreCase));

    /// <summary>A severity as its source writes it; null for none.</summary>
    public static Severity? Of(string? label) => label is null ? null : new Severity { Label = label };

    /// <summary>A severity that somebody names, in any case.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Severity Parse(string text) => new() { Label = Known(text, Ranked) };

    /// <summary>The word of a list, as it stands there.</summary>
    /// <exception cref="FormatException">It is not in it.</exception>
    private protected static string Known(string text, IReadOnlyList<string> labels) =>
        labels.FirstOrDefault(label => string.Equals(label, text?.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"'{text}' is no severity; one of {string.Join(", ", labels.Reverse())} is expected.");

    /// <inheritdoc/>
    public int CompareTo(Severity? other)
    {
        if (other is null) return 1;
        var byRank = Rank.CompareTo(other.Rank);
        return byRank != 0 ? byRank : string.Compare(Word, other.Word, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj is null or Severity
        ? CompareTo((Severity?)obj)
        : throw new ArgumentException("A severity is compared with severities.", nameof(obj));

    /// <inheritdoc/>
    public bool Equals(Severity? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Severity);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Word);

    /// <inheritdoc/>
    public override string ToString() => Word;

    /// <inheritdoc cref="Of"/>
    public static implicit operator Severity?(string? label) => Of(label);

    /// <summary>Whether both are of the same word.</summary>
    public static bool operator ==(Severity? left, Severity? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they are of different words.</summary>
    public static bool operator !=(Severity? left, Severity? right) => !(left == right);

    /// <summary>Whether the first is less bad.</summary>
    public static bool operator <(Severity? left, Severity? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Whether the first is worse.</summary>
    public static bool operator >(Severity? left, Severity? right) => right < left;

    /// <summary>Whether the first is as bad or less.</summary>
    public static bool operator <=(Severity? left, Severity? right) => !(right < left);

    /// <summary>Whether the first is as bad or worse.</summary>
    public static bool operator >=(Severity? left, Severity? right) => !(left < right);
}
