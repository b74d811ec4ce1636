using System.Collections;
using System.Text;
using System.Text.Json;
using InspectorHub.Findings;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Core.Tests.Findings;

/// <summary>Nothing that a model has is lost on the way from JSON: each member filled, written as the API does, read again.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Every_member_of_a_finding_is_read() =>
        AssertRead(FindingJsonContext.Default.Inspector2Finding, (Inspector2Finding)Filled(typeof(Inspector2Finding)));

    [Fact]
    public void Every_member_of_a_Classic_finding_is_read() =>
        AssertRead(FindingJsonContext.Default.ClassicFinding, (ClassicFinding)Filled(typeof(ClassicFinding)));

    private static void AssertRead<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, T finding)
        where T : InspectorFinding
    {
        var text = JsonSerializer.Serialize(finding, type);
        foreach (var form in new[] { text, Documents.Pascal(text) })
        {
            var read = Assert.IsType<T>(Assert.Single(Documents.Read(Encoding.UTF8.GetBytes(form))).Finding);
            Assert.Equal(text, JsonSerializer.Serialize(read, type));
        }
    }

    private static object Filled(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "text \"quoted\" ⚠";
        if (type == typeof(double)) return 4.25;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return 1L << 40;
        if (type == typeof(bool)) return true;
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2024, 9, 4, 16, 59, 44, 356, TimeSpan.Zero);
        var value = Activator.CreateInstance(type)!;
        if (value is Dictionary<string, string> map)
        {
            map["Key"] = "value";
        }
        else if (value is IList list)
        {
            list.Add(Filled(type.GetGenericArguments()[0]));
            list.Add(Filled(type.GetGenericArguments()[0]));
        }
        else
        {
            foreach (var property in type.GetProperties()
                .Where(property => property.CanWrite
                    && property.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute), inherit: true).Length == 0))
                        property.SetValue(value, Filled(property.PropertyType));
        }

        return value;
    }
}
