using System.Reflection;
using System.Runtime.CompilerServices;

namespace InspectorHub.Tests;

/// <summary>
/// The public surface of an assembly as text, one line per member, and the file that says what it should be. A change of the
/// surface is a change of that file, seen in review. UPDATE_PUBLIC_API=1 in the environment writes the files anew.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static void AssertUnchanged(Assembly assembly, string file)
    {
        var surface = Lines(assembly).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1") File.WriteAllLines(file, surface);
        var known = File.ReadAllLines(file);
        var added = surface.Except(known, StringComparer.Ordinal).Select(line => $"+ {line}");
        var removed = known.Except(surface, StringComparer.Ordinal).Select(line => $"- {line}");
        var changes = added.Concat(removed).ToList();
        Assert.True(changes.Count == 0, $"The public surface differs from {file}. If it is meant to, run the tests once with UPDATE_PUBLIC_API=1.\n{string.Join("\n", changes)}");
    }

    private static IEnumerable<string> Lines(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(type =>
            type.IsEnum
                ? Enum.GetNames(type).Select(name => $"{type.FullName}.{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}").Prepend($"enum {type.FullName}")
                : Members(type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(member => $"{type.FullName}.{member}").Prepend(Declaration(type)));

    private static string Declaration(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? $"{kind} {type.FullName} : {Name(parent)}" : $"{kind} {type.FullName}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible)) yield return $"new({Parameters(constructor)})";
        foreach (var field in type.GetFields(Declared).Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName)) yield return $"{field.Name} : {Name(field.FieldType)}";
        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)))
        {
            var accessors = string.Join(" ", property.GetAccessors(nonPublic: true).Where(IsVisible).Select(accessor => accessor == property.GetMethod ? "get;" : IsInitOnly(accessor) ? "init;" : "set;"));
            yield return $"{property.Name} : {Name(property.PropertyType)} {{ {accessors} }}";
        }

        // What the compiler writes for records, and what only overrides, says nothing of its own.
        foreach (var method in type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName && method.GetBaseDefinition() == method && !IsGenerated(method)))
            yield return $"{method.Name}{(method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "")}({Parameters(method)}) : {Name(method.ReturnType)}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name is "ToString" or "Equals" or "GetHashCode" or "PrintMembers" or "<Clone>$" or "Deconstruct";

    private static bool IsInitOnly(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = …" : "")}"));

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : type.Name;
}
