using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>
/// Named members. Members it does not name are those of its structure in AWS's API model; of what is in neither, only the size counts
/// that any field may have, unless the check is strict.
/// </summary>
internal sealed class ObjectShape : AsffShape
{
    private static readonly AnyShape Unknown = new();

    private readonly AsffMember[] members;
    private readonly Dictionary<string, AsffMember> byName;
    private Binding? binding;

    public ObjectShape(params AsffMember[] members)
    {
        this.members = members;
        byName = members.ToDictionary(member => member.Name, StringComparer.Ordinal);
    }

    /// <summary>What the API model calls it.</summary>
    public string? Structure { get; init; }

    /// <summary>The members that need a word of their own.</summary>
    public IReadOnlyList<AsffMember> Members => members;

    /// <summary>At least one of these has to be there.</summary>
    public string[] AnyOf { get; init; } = [];

    /// <summary>Whether fitting leaves it in whatever it lacks: it is then for the check to say so.</summary>
    public bool StaysWhole { get; init; }

    [MethodImpl(Hot.Path)]
    public override void Check(ref Utf8JsonReader json, AsffCheck check)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            check.Type("object", ref json);
            return;
        }

        var before = check.Violations.Count;
        // A bit for each member: no object of the format has more than 64.
        var present = 0UL;
        for (var next = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName;)
        {
            var index = Find(ref json, next);
            if (index >= 0)
            {
                present |= 1UL << index;
                next = index + 1;
            }

            var name = index < 0 ? AsffText.Of(ref json) : members[index].Name;
            var (nameStart, nameLength) = ((int)json.TokenStartIndex, json.ValueSpan.Length + 2);
            check.Path.Push(name);
            json.Read();
            var valueStart = (int)json.TokenStartIndex;
            var shape = index < 0 ? FindInModel(name) : members[index].Shape;
            (shape ?? Unknown).Check(ref json, check);
            check.Path.Pop();
            if (shape is null && check.IsStrict) check.Unknown(name);
            if (check.Path.IsRoot) check.Places?.Add(new AsffMemberPlace(name, nameStart, nameLength, valueStart, (int)json.BytesConsumed));
        }

        var within = check.Violations.Count;
        bool Has(AsffMember member) => (present & (1UL << Array.IndexOf(members, member))) != 0;
        foreach (var member in members)
        {
            if (member.IsRequired && !Has(member)) check.Required(member.Name);
        }

        if (AnyOf.Length > 0 && !AnyOf.Any(name => Has(byName[name]))) check.AnyOf(string.Join(" or ", AnyOf));
        check.SayFirst(before, within);
    }

    private AsffShape? FindInModel(string name) =>
        Structure is not null && AsffModel.MembersOf(Structure).TryGetValue(name, out var member) ? member.Shape : null;

    // Documents mostly have the table's order, with some members left out: it is gone through from the last one on, and around.
    [MethodImpl(Hot.Path)]
    private int Find(ref Utf8JsonReader json, int next)
    {
        for (var index = next; index < members.Length; index++)
        {
            if (json.ValueTextEquals(members[index].Utf8Name)) return index;
        }

        for (var index = 0; index < next; index++)
        {
            if (json.ValueTextEquals(members[index].Utf8Name)) return index;
        }

        return -1;
    }

    public override object? Fit(object value, AsffFit fit)
    {
        binding ??= new Binding(value.GetType(), byName);
        object? copy = null;
        var left = 0;
        var lacks = (AsffMember?)null;
        foreach (var member in binding.Members)
        {
            var given = member.Get(value);
            var fitted = given;
            if (given is string plain && member.FitsAsIs(plain))
            {
                // Nearly every member: nothing is asked that it does not need.
                fit.Count(plain);
                left++;
                continue;
            }

            if (given is not null)
            {
                var told = fit.Reports;
                fitted = member.Shape.Fit(given, fit);
                if (fit.Reports > told) fit.Within($".{member.Rule.Name}", told);
            }

            if (fitted is not null) left++;
            else if (member.Rule.IsRequired) lacks ??= member.Rule;
            if (ReferenceEquals(given, fitted)) continue;
            copy ??= binding.Copy(value);
            member.Set(copy, fitted);
        }

        var hasUnmodeled = binding.Unmodeled(value) is { Count: > 0 };
        if (hasUnmodeled) fit.CountUnmodeled();
        if (StaysWhole) return copy ?? value;
        if (left == 0 && !hasUnmodeled) return null;
        if (lacks is not null) return fit.LeaveOut($"no {lacks.Name}", lacks.Name);
        return copy ?? value;
    }

    public override void Write(Utf8JsonWriter json, object value)
    {
        binding ??= new Binding(value.GetType(), byName);
        json.WriteStartObject();
        foreach (var member in binding.Members)
        {
            switch (member.Get(value))
            {
                case null:
                    break;
                case string text:
                    json.WriteString(member.Name, text);
                    break;
                case var other:
                    json.WritePropertyName(member.Name);
                    member.Shape.Write(json, other);
                    break;
            }
        }

        if (binding.Unmodeled(value) is { } unmodeled)
        {
            foreach (var member in unmodeled)
            {
                json.WritePropertyName(member.Key);
                WriteUnmodeled(json, member.Value);
            }
        }

        json.WriteEndObject();
    }

    // Half a character, which JSON allows for and .NET does not read, goes on as it came: Security Hub has its own word on it.
    private static void WriteUnmodeled(Utf8JsonWriter json, JsonElement value)
    {
        var text = value.GetRawText();
        if (text.IndexOf("\\ud", StringComparison.OrdinalIgnoreCase) >= 0) json.WriteRawValue(text);
        else value.WriteTo(json);
    }

    /// <summary>The members of a class of the model, by the accessors that its JSON is written with.</summary>
    private sealed class Binding
    {
        private readonly JsonTypeInfo type;
        private readonly JsonPropertyInfo? unmodeled;

        public Binding(Type model, Dictionary<string, AsffMember> byName)
        {
            type = AsffJsonContext.Default.GetTypeInfo(model) ?? throw new InvalidOperationException($"{model} is not part of the format.");
            unmodeled = type.Properties.FirstOrDefault(property => property.IsExtensionData);
            Members =
            [
                .. from property in type.Properties
                   where !property.IsExtensionData && property.Get is not null && property.Set is not null
                   select new BoundMember(byName.TryGetValue(property.Name, out var rule) ? rule
                       : throw new InvalidOperationException($"{model}.{property.Name} has no rule."), property),
            ];
        }

        public BoundMember[] Members { get; }

        public AsffMembers? Unmodeled(object value) => (AsffMembers?)unmodeled?.Get!(value);

        public object Copy(object value)
        {
            var copy = type.CreateObject!();
            foreach (var property in type.Properties)
            {
                if (property.Get is { } get && property.Set is { } set) set(copy, get(value));
            }

            return copy;
        }
    }

    /// <summary>A member with what is needed of it again and again.</summary>
    private sealed class BoundMember(AsffMember rule, JsonPropertyInfo property)
    {
        private readonly TextShape? text = rule.Shape as TextShape;
        private string? lastFitting;

        public AsffMember Rule { get; } = rule;

        public AsffShape Shape { get; } = rule.Shape;

        public JsonEncodedText Name { get; } = JsonEncodedText.Encode(rule.Name);

        public Func<object, object?> Get { get; } = property.Get!;

        public Action<object, object?> Set { get; } = property.Set!;

        // Half of a finding's texts are those that the last one had, and the same objects.
        public bool FitsAsIs(string given)
        {
            if (ReferenceEquals(given, lastFitting)) return true;
            if (text?.FitsAsIs(given) != true) return false;
            lastFitting = given;
            return true;
        }
    }
}
