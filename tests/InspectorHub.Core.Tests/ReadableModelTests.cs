using System.Collections;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;
using InspectorHub.Findings;

namespace InspectorHub.Core.Tests;

/// <summary>Whatever a user sees of a finding says something: no name of a type, in a list, a table or a CSV file.</summary>
public sealed class ReadableModelTests
{
    /// <summary>Every class that a finding holds, of whatever product.</summary>
    public static TheoryData<Type> Models
    {
        get
        {
            var models = new HashSet<Type>();
            foreach (var finding in typeof(AsffFinding).Assembly.GetExportedTypes()
                .Where(type => typeof(InspectorFinding).IsAssignableFrom(type) && !type.IsAbstract).Append(typeof(AsffFinding)))
                Follow(finding, models);
            return [.. models];
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_object_and_every_list_of_a_finding_reads_as_words(Type model)
    {
        Assert.DoesNotContain(model.Name, Activator.CreateInstance(model)!.ToString(), StringComparison.Ordinal);
        foreach (var property in model.GetProperties().Where(property => property.DeclaringType!.Assembly == model.Assembly))
        {
            var type = property.PropertyType;
            if (type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
                Assert.True(type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Assembly == model.Assembly,
                    $"{model.Name}.{property.Name} is a {type} and reads as that");
        }
    }

    [Fact]
    public void Lists_and_maps_read_as_what_is_in_them()
    {
        var resource = new AsffResource { Id = "i-1", Tags = new TextMap(new Hashtable { ["Stage"] = "prod", ["Cost"] = 1.5 }) };

        Assert.Equal("i-1, i-2", new ItemList<AsffResource> { resource, new() { Id = "i-2" } }.ToString());
        Assert.Equal("Cost=1.5; Stage=prod", resource.Tags.ToString());
    }

    [Fact]
    public void A_map_that_is_empty_takes_entries_and_is_not_written()
    {
        var finding = new AsffFinding { Resources = [new AsffResource()] };
        Assert.Empty(finding.UserDefinedFields);
        Assert.Equal("""{"Resources":[{}]}""", AsffJson.ToText(finding));

        finding.UserDefinedFields["Team"] = "web";
        finding.Resources[0].Tags["Stage"] = "prod";
        Assert.Equal("""{"UserDefinedFields":{"Team":"web"},"Resources":[{"Tags":{"Stage":"prod"}}]}""", AsffJson.ToText(finding));
    }

    private static void Follow(Type type, HashSet<Type> models)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments()) Follow(argument, models);
        }
        else if (type is { IsClass: true, IsAbstract: false } && type.Assembly == typeof(AsffFinding).Assembly
            && type.GetConstructor(Type.EmptyTypes) is not null && models.Add(type))
        {
            foreach (var property in type.GetProperties()) Follow(property.PropertyType, models);
        }
    }
}
