namespace InspectorHub.Findings;

/// <summary>The kinds of JSON object that a source of findings may hold.</summary>
internal enum FindingShapeKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>A finding of ListFindings.</summary>
    Inspector2,

    /// <summary>A finding of DescribeFindings.</summary>
    Classic,

    /// <summary>An EventBridge event.</summary>
    Event,

    /// <summary>A finding in the Security Hub format.</summary>
    Asff,

    /// <summary>A finding in OCSF.</summary>
    Ocsf,

    /// <summary>What BatchGetFindingDetails adds to a finding.</summary>
    Details,

    /// <summary>The result of a scan.</summary>
    Scan,

    /// <summary>A finding of a scan, as this module gives it.</summary>
    ScanFinding,

    /// <summary>A result of a CIS scan.</summary>
    Cis,

    /// <summary>A CIS scan.</summary>
    CisScan,

    /// <summary>An instance of a CIS scan.</summary>
    CisTarget,

    /// <summary>How many instances passed a check of a CIS scan.</summary>
    CisTotals,

    /// <summary>A message of Amazon SNS, with something in its text.</summary>
    Notification,

    /// <summary>A reply of Amazon ECR about an image, with Inspector's findings in it.</summary>
    ImageScan,

    /// <summary>A DescribeFindings reply with nothing but failures.</summary>
    Failures,

    /// <summary>A reply that lists no findings.</summary>
    NoFindings,
}
