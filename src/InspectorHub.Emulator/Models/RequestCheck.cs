using System.Globalization;
using System.Text.Json;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Models;

/// <summary>
/// Holds a request against its model: types, required members, enumerations, lengths, sizes, ranges, patterns. A member that is
/// null counts as absent, and members that the model does not name are passed over, as AWS's services do.
/// </summary>
internal static class RequestCheck
{
    /// <summary>The first problem of a request, or null.</summary>
    public static RequestProblem? Find(ModelShape input, JsonElement body, HttpRequest request, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var member in input.Members.Values)
        {
            var isRequired = input.Required.Contains(member.Name);
            var problem = member.Location switch
            {
                null => InBody(member, isRequired, body),
                "uri" => InText(member, labels.TryGetValue(member.WireName, out var label) ? label : null, isRequired),
                "querystring" => InQuery(member, isRequired, request),
                _ => InText(member, request.Header(member.WireName), isRequired),
            };
            if (problem is not null) return problem with { Parameter = member.Name };
        }

        return null;
    }

    private static RequestProblem? InBody(ModelMember member, bool isRequired, JsonElement body)
    {
        if (!body.TryGetProperty(member.WireName, out var value) || value.ValueKind == JsonValueKind.Null)
            return isRequired ? Missing("", member.WireName) : null;
        return Value(member.Shape, value, member.WireName);
    }

    private static RequestProblem? InQuery(ModelMember member, bool isRequired, HttpRequest request)
    {
        var values = request.Query.Where(pair => pair.Key == member.WireName).Select(pair => pair.Value).ToList();
        if (member.Shape.Type != "list") return InText(member, values.FirstOrDefault(), isRequired);
        if (values.Count == 0) return isRequired ? Missing("", member.WireName) : null;
        return Size(member.Shape, values.Count, member.WireName, "items")
            ?? values.Select(value => Text(member.Shape.Item, value, member.WireName)).FirstOrDefault(problem => problem is not null);
    }

    private static RequestProblem? InText(ModelMember member, string? text, bool isRequired)
    {
        if (text is null) return isRequired ? Missing("", member.WireName) : null;
        var shape = member.Shape;
        switch (shape.Type)
        {
            case "integer" or "long" or "double" or "float":
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    return Type(member.WireName, "number");
                return shape.Type is "integer" or "long" && number % 1 != 0
                    ? Type(member.WireName, "integer")
                    : Range(shape, number, member.WireName);
            case "boolean":
                return text is "true" or "false" ? null : Type(member.WireName, "boolean");
            case "string":
                return Text(shape, text, member.WireName);
            default:
                return null;
        }
    }

    private static RequestProblem? Value(ModelShape shape, JsonElement value, string path) => shape.Type switch
    {
        "structure" => value.ValueKind == JsonValueKind.Object ? Structure(shape, value, path) : Type(path, "object"),
        "map" => value.ValueKind == JsonValueKind.Object ? Map(shape, value, path) : Type(path, "object"),
        "list" => value.ValueKind == JsonValueKind.Array ? List(shape, value, path) : Type(path, "array"),
        "string" => value.ValueKind == JsonValueKind.String ? Text(shape, value.GetString()!, path) : Type(path, "string"),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Type(path, "boolean"),
        "integer" or "long" =>
            value.ValueKind == JsonValueKind.Number && value.GetDouble() is var whole && whole % 1 == 0
                ? Range(shape, whole, path)
                : Type(path, "integer"),
        "double" or "float" => value.ValueKind == JsonValueKind.Number ? Range(shape, value.GetDouble(), path) : Type(path, "number"),
        // Seconds since 1970, or an ISO 8601 text, as the model's timestampFormat says: a client sends what it was made for.
        "timestamp" => IsTime(value) ? null : Type(path, "timestamp"),
        _ => null,
    };

    private static bool IsTime(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
            || (value.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));

    private static RequestProblem? Structure(ModelShape shape, JsonElement value, string path)
    {
        var present = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || !shape.Members.TryGetValue(member.Name, out var known)) continue;
            present++;
            if (Value(known.Shape, member.Value, $"{path}.{member.Name}") is { } problem) return problem;
        }

        var missing = shape.Required.FirstOrDefault(
            name => !value.TryGetProperty(name, out var found) || found.ValueKind == JsonValueKind.Null);
        if (missing is not null) return Missing(path, missing);
        return shape.IsUnion && present != 1
            ? new RequestProblem("", path, "should match exactly one schema in oneOf", IsOfType: true)
            : null;
    }

    private static RequestProblem? Map(ModelShape shape, JsonElement value, string path)
    {
        var count = 0;
        foreach (var entry in value.EnumerateObject())
        {
            count++;
            if ((Text(shape.Key, entry.Name, path) ?? Value(shape.Item, entry.Value, $"{path}['{entry.Name}']")) is { } problem)
                return problem;
        }

        return Size(shape, count, path, "properties");
    }

    private static RequestProblem? List(ModelShape shape, JsonElement value, string path)
    {
        if (Size(shape, value.GetArrayLength(), path, "items") is { } wrong) return wrong;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (Value(shape.Item, item, $"{path}[{index++}]") is { } problem) return problem;
        }

        return null;
    }

    private static RequestProblem? Text(ModelShape shape, string text, string path)
    {
        if (shape.Values is { } values && !values.Contains(text)) return Wrong(path, "should be equal to one of the allowed values");
        if (text.Length < shape.Minimum) return Wrong(path, $"should NOT be shorter than {Digits(shape.Minimum)} characters");
        if (text.Length > shape.Maximum) return Wrong(path, $"should NOT be longer than {Digits(shape.Maximum)} characters");
        return shape.Pattern is { } pattern && !pattern.IsMatch(text) ? Wrong(path, $"should match pattern \"{pattern}\"") : null;
    }

    private static RequestProblem? Range(ModelShape shape, double number, string path) =>
        number < shape.Minimum ? Wrong(path, $"should be >= {Digits(shape.Minimum)}")
        : number > shape.Maximum ? Wrong(path, $"should be <= {Digits(shape.Maximum)}")
        : null;

    private static RequestProblem? Size(ModelShape shape, int count, string path, string things) =>
        count < shape.Minimum ? Wrong(path, $"should NOT have fewer than {Digits(shape.Minimum)} {things}")
        : count > shape.Maximum ? Wrong(path, $"should NOT have more than {Digits(shape.Maximum)} {things}")
        : null;

    private static RequestProblem Missing(string path, string member) => Wrong(path, $"should have required property '{member}'");

    private static RequestProblem Wrong(string path, string constraint) => new("", path, constraint, IsOfType: false);

    private static RequestProblem Type(string path, string type) => new("", path, $"should be {type}", IsOfType: true);

    private static string Digits(double? number) => number!.Value.ToString(CultureInfo.InvariantCulture);
}
