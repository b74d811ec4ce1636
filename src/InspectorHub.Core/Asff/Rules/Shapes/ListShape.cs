using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>So many of a shape.</summary>
internal sealed class ListShape(AsffShape item) : AsffShape
{
    private readonly TextShape? text = item as TextShape;

    /// <summary>What there are so many of.</summary>
    public AsffShape Item => item;

    public int Minimum { get; init; }

    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>Whether an empty list tells something, so that fitting leaves it in.</summary>
    public bool KeepsEmpty { get; init; }

    [MethodImpl(Hot.Path)]
    public override void Check(ref Utf8JsonReader json, AsffCheck check)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            check.Type("array", ref json);
            return;
        }

        var before = check.Violations.Count;
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            check.Path.Push(count++);
            item.Check(ref json, check);
            check.Path.Pop();
        }

        var within = check.Violations.Count;
        check.Items(count, Minimum, Maximum);
        check.SayFirst(before, within);
    }

    public override object? Fit(object value, AsffFit fit)
    {
        var list = (IList)value;
        if (list.Count == 0) return KeepsEmpty ? value : null;
        if (list.Count <= Maximum && value is List<string> texts && Fits(texts, fit)) return value;
        var count = list.Count;
        if (count > Maximum)
        {
            fit.Cut(Maximum, count, "items");
            count = Maximum;
        }

        var fitted = count < list.Count ? Beginning(list, 0) : null;
        for (var index = 0; index < count; index++)
        {
            var element = list[index];
            var told = fit.Reports;
            var fitting = element is null ? null : item.Fit(element, fit);
            if (fit.Reports > told) fit.Within($"[{index}]", told);
            if (fitted is null)
            {
                if (fitting is not null && ReferenceEquals(fitting, element)) continue;
                fitted = Beginning(list, index);
            }

            if (fitting is not null) fitted.Add(fitting);
        }

        return fitted switch { null => value, { Count: 0 } when !KeepsEmpty => null, _ => fitted };
    }

    public override void Write(Utf8JsonWriter json, object value)
    {
        json.WriteStartArray();
        if (value is List<string> texts)
        {
            foreach (var each in texts) json.WriteStringValue(each);
            json.WriteEndArray();
            return;
        }

        var list = (IList)value;
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is { } element) item.Write(json, element);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    // Nearly every list of texts fits as it is. What is counted here is counted again where it does not: it is an upper bound.
    private bool Fits(List<string> texts, AsffFit fit)
    {
        if (text is null) return false;
        foreach (var each in texts)
        {
            if (!text.FitsAsIs(each)) return false;
            fit.Count(each);
        }

        return true;
    }

    // Another of its kind is made as for reading its JSON, not by reflection, for which a native program may lack the code.
    private static IList Beginning(IList list, int count)
    {
        var beginning = (IList)AsffJsonContext.Default.GetTypeInfo(list.GetType())!.CreateObject!();
        for (var index = 0; index < count; index++) beginning.Add(list[index]);
        return beginning;
    }
}
