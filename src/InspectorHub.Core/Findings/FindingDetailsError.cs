namespace InspectorHub.Findings;

/// <summary>Why BatchGetFindingDetails could not give a finding's details. Source: Inspector2 API 2020-06-08.</summary>
internal sealed class FindingDetailsError
{
    public string? FindingArn { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }
}
