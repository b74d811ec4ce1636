using System.Text.Json;

namespace InspectorHub.Findings;

/// <summary>What a JSON object is, told by the members it has, and the ARN in it.</summary>
internal readonly record struct FindingShape(FindingShapeKind Kind, string? Id, string? EventType)
{
    /// <exception cref="JsonException">It is not JSON, or not UTF-8.</exception>
    public static FindingShape Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
        var members = Members.None;
        string? id = null, eventType = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Member(Text(ref reader));
            members |= member;
            reader.Read();
            if (member is Members.FindingArn or Members.Arn && reader.TokenType == JsonTokenType.String) id = Text(ref reader);
            if (member is Members.DetailType && reader.TokenType == JsonTokenType.String) eventType = Text(ref reader);
            reader.Skip();
        }

        return new FindingShape(Tell(members), string.IsNullOrWhiteSpace(id) ? null : id, eventType);
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException("The text is not UTF-8.", failure);
        }
    }

    private static FindingShapeKind Tell(Members members)
    {
        bool All(Members wanted) => (members & wanted) == wanted;
        bool Any(Members wanted) => (members & wanted) != Members.None;
        if (All(Members.SchemaVersion | Members.ProductArn)) return FindingShapeKind.Asff;
        if (All(Members.ClassUid | Members.FindingInfo)) return FindingShapeKind.Ocsf;
        if (All(Members.DetailType | Members.Detail)) return FindingShapeKind.Event;
        if (All(Members.TopicArn | Members.Message)) return FindingShapeKind.Notification;
        if (Any(Members.ImageScan)) return FindingShapeKind.ImageScan;
        if (All(Members.ScanArtifact | Members.ScannedAt)) return FindingShapeKind.ScanFinding;
        if (Any(Members.Failures)) return FindingShapeKind.Failures;
        if (Any(Members.Scan)) return FindingShapeKind.Scan;
        if (Any(Members.CisScanArn)) return TellCis(members);
        if (Any(Members.OfInspector2)) return FindingShapeKind.Inspector2;
        if (Any(Members.OfClassic)) return FindingShapeKind.Classic;
        if (Any(Members.FindingArn | Members.OfDetails)) return FindingShapeKind.Details;
        return Any(Members.Findings) ? FindingShapeKind.NoFindings : FindingShapeKind.Unknown;
    }

    // What is counted is no result, and a result may tell of its scan.
    private static FindingShapeKind TellCis(Members members)
    {
        bool Any(Members wanted) => (members & wanted) != Members.None;
        if (Any(Members.CisTarget)) return Any(Members.CheckId) ? FindingShapeKind.CisTotals : FindingShapeKind.CisTarget;
        return Any(Members.CheckId | Members.OfCisResult) ? FindingShapeKind.Cis : FindingShapeKind.CisScan;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308", Justification = "AWS writes member names in lower case.")]
    private static Members Member(string name) => name.ToLowerInvariant() switch
    {
        "schemaversion" => Members.SchemaVersion,
        "productarn" => Members.ProductArn,
        "class_uid" => Members.ClassUid,
        "finding_info" => Members.FindingInfo,
        "findingarn" => Members.FindingArn,
        "arn" => Members.Arn,
        "detail-type" => Members.DetailType,
        "detail" => Members.Detail,
        "topicarn" => Members.TopicArn,
        "message" => Members.Message,
        "imagescanfindings" => Members.ImageScan,
        "faileditems" => Members.Failures,
        "findings" or "findingdetails" or "enhancedfindings" or "scanresultdetails" or "scans" or "targetresourceaggregations"
            or "checkaggregations" => Members.Findings,
        "sbom" or "bomformat" or "vulnerability_count" => Members.Scan,
        "firstobservedat" or "inspectorscore" or "inspectorscoredetails" or "scoredetails" or "packagevulnerabilitydetails"
            or "networkreachabilitydetails" or "codevulnerabilitydetails" or "fixavailable" => Members.OfInspector2,
        "serviceattributes" or "assetattributes" or "assettype" or "numericseverity" or "indicatorofcompromise" => Members.OfClassic,
        "cisadata" or "riskscore" or "evidences" or "ttps" or "exploitobserved" or "epssscore" => Members.OfDetails,
        "artifact" => Members.ScanArtifact,
        "scannedat" => Members.ScannedAt,
        "scanarn" => Members.CisScanArn,
        "checkid" => Members.CheckId,
        "checkdescription" or "targetresourceid" => Members.OfCisResult,
        "statuscounts" or "targetstatus" => Members.CisTarget,
        _ => Members.None,
    };

    [Flags]
    private enum Members
    {
        None = 0,
        SchemaVersion = 1,
        ProductArn = 2,
        FindingArn = 4,
        Arn = 8,
        DetailType = 16,
        Detail = 32,
        Failures = 64,
        Findings = 128,
        Scan = 256,
        OfInspector2 = 512,
        OfClassic = 1024,
        OfDetails = 2048,
        CisScanArn = 4096,
        CheckId = 8192,
        OfCisResult = 16384,
        CisTarget = 32768,
        TopicArn = 65536,
        Message = 131072,
        ImageScan = 262144,
        ClassUid = 524288,
        FindingInfo = 1048576,
        ScanArtifact = 2097152,
        ScannedAt = 4194304,
    }
}
