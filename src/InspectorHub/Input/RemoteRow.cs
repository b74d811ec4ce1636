using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Compare;
using InspectorHub.Outbox;

namespace InspectorHub.Input;

/// <summary>A difference or a row of the outbox that has come through remoting, a job or Clixml: an object of its properties.</summary>
internal static class RemoteRow
{
    private const string Prefix = "Deserialized.";

    /// <summary>Whether it is one.</summary>
    public static bool Is(PSObject row) => row.TypeNames.Contains(Prefix + typeof(FindingDifference).FullName)
        || row.TypeNames.Contains(Prefix + typeof(OutboxItem).FullName);

    /// <summary>Its finding, with what was seen in Security Hub.</summary>
    /// <param name="row">The row.</param>
    /// <param name="read">Reads the finding in it.</param>
    public static IEnumerable<FindingInputItem> Read(PSObject row, Func<object?, IEnumerable<FindingInputItem>> read) =>
        read(row.Properties[nameof(FindingDifference.Finding)]?.Value).Select(
            item => item.Asff is { } asff && DifferenceIn(row, asff) is { } difference ? item with { Difference = difference } : item);

    private static FindingDifference? DifferenceIn(PSObject row, AsffFinding finding) =>
        Enum.TryParse<DifferenceKind>(row.Properties[nameof(FindingDifference.Kind)]?.Value?.ToString(), out var kind)
            ? new FindingDifference
            {
                Kind = kind,
                Finding = finding,
                HubUpdatedAt = ObjectJson.MomentOf(row.Properties[nameof(FindingDifference.HubUpdatedAt)]?.Value) is { } moment
                    ? new DateTimeOffset(moment)
                    : null,
                HubRecordState = row.Properties[nameof(FindingDifference.HubRecordState)]?.Value as string,
            }
            : null;
}
