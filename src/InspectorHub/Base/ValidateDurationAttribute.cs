using System.Management.Automation;

namespace InspectorHub.Base;

/// <summary>
/// Refuses spans of time that make no sense: below a second, because PowerShell takes a plain number for ticks of 100 ns, where
/// seconds were meant; and those that no timer and no date can hold.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateDurationAttribute : ValidateArgumentsAttribute
{
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(1);

    /// <summary>Whether no time at all will do.</summary>
    public bool AllowZero { get; set; }

    /// <summary>The most, in days.</summary>
    public int MaximumDays { get; set; } = 3650;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not TimeSpan span || (span == TimeSpan.Zero && AllowZero)) return;
        if (span < Minimum || span > TimeSpan.FromDays(MaximumDays))
            throw new ValidationMetadataException(
                $"{span} is not a span of time that can be used here: {(AllowZero ? "none, or " : "")}from one second to {MaximumDays} " +
                "days, written as 00:05:00 for five minutes. A plain number would be ticks, not seconds.");
    }
}
