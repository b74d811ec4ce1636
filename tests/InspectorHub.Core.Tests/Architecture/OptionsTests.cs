using System.Reflection;
using InspectorHub.Asff;

namespace InspectorHub.Core.Tests.Architecture;

/// <summary>A wrong option fails where it is given, not hours later where it is used.</summary>
public sealed class OptionsTests
{
    public static TheoryData<string, string> Options =>
    [
        .. from type in typeof(AsffFinding).Assembly.GetExportedTypes()
           where type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.IsAbstract
           from property in type.GetProperties()
           where property.CanWrite && property.PropertyType != typeof(bool) && !property.PropertyType.IsEnum && !MayBeAbsent(property)
           select (type.FullName!, property.Name),
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void A_value_that_cannot_be_is_refused_by_its_name(string options, string name)
    {
        var type = typeof(AsffFinding).Assembly.GetType(options, throwOnError: true)!;
        var property = type.GetProperty(name)!;
        var failure =
            Assert.Throws<TargetInvocationException>(() => property.SetValue(Activator.CreateInstance(type), Wrong(property.PropertyType)));
        Assert.Equal(name, Assert.IsAssignableFrom<ArgumentException>(failure.InnerException).ParamName);
    }

    // What is null by default, or may be, has nothing to be out of range but a length of time.
    private static bool MayBeAbsent(PropertyInfo property) =>
        property.PropertyType != typeof(TimeSpan?) && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private static object? Wrong(Type type) =>
        type == typeof(TimeSpan) || type == typeof(TimeSpan?) ? TimeSpan.FromSeconds(-1)
        : type == typeof(int) ? -1
        : type == typeof(long) ? -1L
        : type == typeof(double) ? -1.0
        : null;
}
