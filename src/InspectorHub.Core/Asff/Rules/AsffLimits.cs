namespace InspectorHub.Asff.Rules;

/// <summary>
/// Every number of the ASFF contract, once: translator, validator, batches and emulator read them here. Text is counted in
/// characters, sizes in bytes of UTF-8. Sources: Security Hub API reference (member texts of <c>AwsSecurityFinding</c>) and
/// the Security Hub user guide (required and optional ASFF attributes), unless a line says otherwise.
/// </summary>
public static class AsffLimits
{
    /// <summary>The only version of the format.</summary>
    public const string SchemaVersion = "2018-10-08";

    /// <summary>Findings in one call of BatchImportFindings.</summary>
    public const int BatchFindings = 100;

    /// <summary>Bytes of one call. The guide says 6 MB and not which MB; this is the smaller reading.</summary>
    public const int BatchBytes = 6_000_000;

    /// <summary>Bytes of one finding. The guide says 240 KB and not which KB; this is the smaller reading.</summary>
    public const int FindingBytes = 240_000;

    /// <summary>Any single field is shorter than 32,768 (words of the service, seen in refusals).</summary>
    public const int AnyField = 32_767;

    /// <summary>Finding id.</summary>
    public const int Id = 512;

    /// <summary>Product ARN, shortest.</summary>
    public const int ProductArnMinimum = 12;

    /// <summary>Product ARN, longest.</summary>
    public const int ProductArn = 2048;

    /// <summary>Product and company name.</summary>
    public const int ProductName = 128;

    /// <summary>Generator id.</summary>
    public const int GeneratorId = 512;

    /// <summary>Digits of an account id.</summary>
    public const int AccountId = 12;

    /// <summary>Types of one finding.</summary>
    public const int Types = 50;

    /// <summary>Title.</summary>
    public const int Title = 256;

    /// <summary>Description.</summary>
    public const int Description = 1024;

    /// <summary>Region name.</summary>
    public const int Region = 16;

    /// <summary>The product's own severity.</summary>
    public const int SeverityOriginal = 64;

    /// <summary>Normalized severity, confidence and criticality go from 0 to this.</summary>
    public const int Ratio = 100;

    /// <summary>Recommendation text.</summary>
    public const int RecommendationText = 512;

    /// <summary>Note text and author.</summary>
    public const int Note = 512;

    /// <summary>Pairs in ProductFields, and in UserDefinedFields.</summary>
    public const int Fields = 50;

    /// <summary>Key in ProductFields, and in UserDefinedFields.</summary>
    public const int FieldKey = 128;

    /// <summary>Value in ProductFields.</summary>
    public const int ProductFieldValue = 2048;

    /// <summary>Value in UserDefinedFields.</summary>
    public const int UserDefinedFieldValue = 1024;

    /// <summary>Resources of one finding.</summary>
    public const int Resources = 32;

    /// <summary>Resource type.</summary>
    public const int ResourceType = 256;

    /// <summary>Resource id.</summary>
    public const int ResourceId = 512;

    /// <summary>Tags of a resource.</summary>
    public const int Tags = 50;

    /// <summary>Tag key (AWS tagging).</summary>
    public const int TagKey = 128;

    /// <summary>Tag value.</summary>
    public const int TagValue = 256;

    /// <summary>Pairs in Details.Other.</summary>
    public const int OtherDetails = 50;

    /// <summary>Key in Details.Other.</summary>
    public const int OtherDetailKey = 128;

    /// <summary>Value in Details.Other (words of the service: not longer than 1024).</summary>
    public const int OtherDetailValue = 1024;

    /// <summary>EC2 instance type.</summary>
    public const int Ec2Type = 16;

    /// <summary>EC2 image id.</summary>
    public const int Ec2ImageId = 64;

    /// <summary>IPv4 and IPv6 addresses of an instance, each.</summary>
    public const int Ec2Addresses = 10;

    /// <summary>EC2 key name.</summary>
    public const int Ec2KeyName = 128;

    /// <summary>VPC id and subnet id.</summary>
    public const int Ec2NetworkId = 32;

    /// <summary>ECR repository name, shortest.</summary>
    public const int EcrRepositoryNameMinimum = 2;

    /// <summary>ECR repository name, longest.</summary>
    public const int EcrRepositoryName = 256;

    /// <summary>Tags of an image.</summary>
    public const int ImageTags = 300;

    /// <summary>Tag of an image.</summary>
    public const int ImageTag = 128;

    /// <summary>Container name, image id and image name.</summary>
    public const int ContainerName = 128;

    /// <summary>Vulnerability id.</summary>
    public const int VulnerabilityId = 128;

    /// <summary>Vendor name and severity.</summary>
    public const int VendorName = 32;

    /// <summary>Reason of an adjustment of a CVSS score.</summary>
    public const int AdjustmentReason = 512;

    /// <summary>Component id and type in a network path.</summary>
    public const int NetworkComponent = 32;

    /// <summary>Network protocol.</summary>
    public const int Protocol = 16;

    /// <summary>Domain of a network connection.</summary>
    public const int Domain = 128;

    /// <summary>Highest port.</summary>
    public const int Port = 65_535;

    /// <summary>Related findings.</summary>
    public const int RelatedFindings = 10;

    /// <summary>Tags of the detector behind a finding in code.</summary>
    public const int GeneratorLabels = 10;

    /// <summary>Account name.</summary>
    public const int AccountName = 50;

    /// <summary>Malware of one finding.</summary>
    public const int Malware = 5;

    /// <summary>Name of malware or of a process, and the source of an indicator of threat.</summary>
    public const int ShortName = 64;

    /// <summary>Path of malware or of a process, and the value of an indicator of threat.</summary>
    public const int FilePath = 512;

    /// <summary>Threats of one finding.</summary>
    public const int Threats = 32;

    /// <summary>Name, severity and file name of a threat.</summary>
    public const int ThreatName = 128;

    /// <summary>Files, and indicators, of a threat.</summary>
    public const int ThreatItems = 5;

    /// <summary>Requirements that a control is related to.</summary>
    public const int RelatedRequirements = 32;

    /// <summary>Standards that a control belongs to (words of the service).</summary>
    public const int AssociatedStandards = 20;

    /// <summary>Id, operation and reboot option of a patch summary (the API says 256, an older guide 128 for the id).</summary>
    public const int PatchSummary = 256;

    /// <summary>Counts of a patch summary.</summary>
    public const int PatchCount = 100_000;
}
