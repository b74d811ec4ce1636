using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Compare;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Outbox;

namespace InspectorHub.Input;

/// <summary>
/// Turns what comes down a pipeline into findings: ours, ASFF findings, JSON text of any kind that files hold (also cut into
/// lines, as native commands and Get-Content give it), objects of ConvertFrom-Json, hashtables, and the objects of AWS.Tools and
/// the AWS SDK.
/// </summary>
internal sealed class FindingInput : IDisposable
{
    private const string Origin = "pipeline input";

    private FindingReader? text;
    private long objects;

    /// <summary>What has come of CIS scans and their instances; results that come after it have it added.</summary>
    public CisScans CisScans { get; } = new();

    /// <summary>Whether findings in OCSF are taken; otherwise they are problems.</summary>
    public bool TakesOcsf { get; set; }

    /// <summary>Called for what is worth a word and no finding; nothing by default.</summary>
    public Action<FindingNotice> Noticed { get; set; } = static _ => { };

    /// <summary>Takes one object and gives what can be told by now; text may become a finding only with its next line.</summary>
    public IEnumerable<FindingInputItem> Read(object? input)
    {
        var value = input.Unwrapped();
        switch (value)
        {
            case null:
                return [];
            case InspectorFinding finding:
                return [new FindingInputItem(Finding: finding)];
            case AsffFinding asff:
                return [new FindingInputItem(Asff: asff)];
            case FindingDifference difference:
                return [new FindingInputItem(Asff: difference.Finding, Difference: difference)];
            case OutboxItem waiting:
                return [new FindingInputItem(Asff: waiting.Finding)];
            case FileSystemInfo file:
                return [new FindingInputItem(Problem: new FindingProblem(
                    FindingProblemKind.UnknownDocument, $"{Origin}, object {++objects}", null, null, $"the file {file.FullName}, and " +
                        "findings are expected; Import-InspectorFinding reads files"))];
            case string line:
                text ??= new FindingReader(Origin, CisScans) { TakesOcsf = TakesOcsf };
                text.Append(Encoding.UTF8.GetBytes(line));
                text.Append("\n"u8);
                return Take(text);
            case IEnumerable list and not IDictionary:
                return list.Cast<object?>().SelectMany(Read);
            default:
                if (input is PSObject row && RemoteRow.Is(row)) return RemoteRow.Read(row, Read);
                return ReadObject(input!, $"{Origin}, object {++objects}");
        }
    }

    /// <summary>Says that the pipeline has ended: text that is unfinished now is a problem.</summary>
    public IEnumerable<FindingInputItem> Complete()
    {
        text?.Complete();
        return text is null ? [] : Take(text);
    }

    /// <inheritdoc/>
    public void Dispose() => text?.Dispose();

    private List<FindingInputItem> ReadObject(object input, string origin)
    {
        byte[] json;
        try
        {
            json = ObjectJson.Write(input);
        }
        catch (InvalidOperationException failure)
        {
            return [new FindingInputItem(
                Problem: new FindingProblem(FindingProblemKind.UnknownDocument, origin, null, null, failure.Message))];
        }

        using var reader = new FindingReader(origin, CisScans) { TakesOcsf = TakesOcsf };
        reader.Append(json);
        reader.Complete();
        return [.. Take(reader)];
    }

    private IEnumerable<FindingInputItem> Take(FindingReader reader)
    {
        while (reader.TryRead(out var reading))
        {
            if (reading.Notice is { } notice)
            {
                Noticed(notice);
                continue;
            }

            yield return reading switch
            {
                { Asff: { } asff } => Parse(asff, reading.Origin!),
                { Ocsf: { } ocsf } => new FindingInputItem(Ocsf: ocsf),
                { Problem: { } problem } => new FindingInputItem(Problem: problem),
                _ => new FindingInputItem(Finding: reading.Finding),
            };
        }
    }

    private static FindingInputItem Parse(byte[] asff, string origin)
    {
        try
        {
            return new FindingInputItem(Asff: AsffJson.Parse(OwnMembers.Remove(asff)));
        }
        catch (JsonException failure)
        {
            var what = failure.InnerException is FormatException date
                ? $"{failure.Path}: {date.Message}"
                : $"{failure.Path} has a value of another type than the Security Hub format's";
            return new FindingInputItem(Problem: new FindingProblem(FindingProblemKind.WrongShape, origin, null, null, what));
        }
    }
}
