namespace InspectorHub.Ocsf;

/// <summary>What every finding says, whatever its class: the members that OCSF's findings have in common.</summary>
internal sealed class OcsfEvent
{
    public required OcsfClass Class { get; init; }

    public required OcsfActivity Activity { get; init; }

    public required OcsfProduct Product { get; init; }

    public required string Region { get; init; }

    public required string AccountId { get; init; }

    public required string Uid { get; init; }

    /// <summary>Another name of the same finding.</summary>
    public string? UidAlt { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<string> Types { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    public required DateTimeOffset Modified { get; init; }

    public required OcsfSeverity Severity { get; init; }

    public required OcsfStatus Status { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Confidence { get; init; }

    /// <summary>Writes the members; the object is begun and ended by the caller, who adds those of the class.</summary>
    public void Write(OcsfWriter json, OcsfVersion version)
    {
        json.Number("activity_id", (long)Activity);
        json.Text("activity_name", Activity.ToString());
        json.Text("category_name", OcsfClass.CategoryName);
        json.Number("category_uid", (long)OcsfClass.CategoryUid);
        json.Text("class_name", Class.Name);
        json.Number("class_uid", (long)Class.Uid);
        WriteCloud(json);
        json.Number("confidence_score", (long?)Confidence);
        WriteFindingInfo(json);
        WriteMetadata(json, version);
        json.Text("severity", Severity.Name);
        json.Number("severity_id", (long)Severity.Id);
        json.Text("status", Status.Name);
        json.Number("status_id", (long)Status.Id);
        json.Time("time", Modified);
        json.Text("type_name", $"{Class.Name}: {Activity}");
        json.Number("type_uid", (Class.Uid * 100L) + (long)Activity);
        json.Start("vendor_attributes");
        json.Text("severity", Severity.Original);
        json.Number("severity_id", (long)Severity.Id);
        json.End();
    }

    private void WriteCloud(OcsfWriter json)
    {
        json.Start("cloud");
        json.Start("account");
        json.Text("type", "AWS Account");
        json.Number("type_id", 10L);
        json.Text("uid", AccountId);
        json.End();
        json.Text("provider", "AWS");
        json.Text("region", Region);
        json.End();
    }

    private void WriteFindingInfo(OcsfWriter json)
    {
        json.Start("finding_info");
        json.Time("created_time", FirstSeen);
        json.Text("desc", Description);
        json.Time("first_seen_time", FirstSeen);
        json.Time("last_seen_time", LastSeen);
        json.Time("modified_time", Modified);
        json.Text("title", Title);
        json.Texts("types", Types);
        json.Text("uid", Uid);
        json.Text("uid_alt", UidAlt);
        json.End();
    }

    private void WriteMetadata(OcsfWriter json, OcsfVersion version)
    {
        json.Start("metadata");
        if (version.HasCloudResources)
        {
            json.StartList("extensions");
            json.Start();
            json.Text("name", "aws");
            json.Text("uid", "998");
            json.Text("version", "1.0.0");
            json.End();
            json.End();
        }

        json.Start("product");
        json.Start("feature");
        json.Text("name", Product.Feature);
        json.End();
        json.Text("name", Product.Name);
        json.Text("uid", Product.Uid);
        json.Text("vendor_name", Product.Vendor);
        json.End();
        json.StartList("profiles");
        json.Item("cloud");
        json.Item("datetime");
        if (version.HasCloudResources) json.Item("aws/cloud_resources");
        json.End();
        json.Text("version", version.Number);
        json.End();
    }
}
