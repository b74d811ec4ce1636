using System.Management.Automation;

namespace InspectorHub;

/// <summary>Refuses spans of time that run backwards, and none at all where that has no sense.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateDurationAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether no time at all will do.</summary>
    public bool AllowZero { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan span && (span < TimeSpan.Zero || (span == TimeSpan.Zero && !AllowZero)))
            throw new ValidationMetadataException($"{span} is not a span of time that can be used here; it has to be {(AllowZero ? "zero or more" : "more than zero")}.");
    }
}
