using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>The tags of a resource.</summary>
internal static class OcsfTags
{
    public static void Write(OcsfWriter json, IEnumerable<KeyValuePair<string, string>>? tags)
    {
        json.StartList("tags");
        foreach (var tag in tags ?? [])
        {
            json.Start();
            json.RequiredText("name", tag.Key);
            json.RequiredText("value", tag.Value);
            json.End();
        }

        json.End();
    }
}
