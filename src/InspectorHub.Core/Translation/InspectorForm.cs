using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;
using InspectorHub.Findings;

namespace InspectorHub.Translation;

/// <summary>The Inspector form of a finding: what Amazon Inspector itself sends. Turns the account form back.</summary>
public static class InspectorForm
{
    /// <summary>Translates a finding of Inspector.</summary>
    /// <exception cref="TranslationException">Something that ASFF requires is missing.</exception>
    public static AsffFinding Of(InspectorFinding finding) => Of(AsffTranslator.Neutral(finding));

    /// <summary>
    /// Gives the Inspector form; the finding given stays as it is. A finding of another product, or in the Inspector form, comes out
    /// equal.
    /// </summary>
    /// <exception cref="TranslationException">It has no product ARN.</exception>
    public static AsffFinding From(AsffFinding finding)
    {
        if (Arn.Parse(finding.ProductArn) is not { Service: AsffProductArn.Service } product)
            throw new TranslationException(finding.Id, "it has no ProductArn of the form arn:PARTITION:securityhub:REGION:….");
        if (product.Resource == InspectorFields.Product || FindingIds.RegionOf(finding.Id) is not { } region) return finding;
        var isClassic = FindingIds.IsClassic(finding.Id);
        var inspector = finding.Copy();
        inspector.Id = InspectorFields.ArnIn(finding.ProductFields) ?? FindingIds.AtInspector(finding.Id!, product.Partition);
        inspector.ProductArn = AsffProductArn.Inspector(product.Partition, region);
        inspector.ProductName = isClassic ? null : InspectorFields.ProductName;
        inspector.CompanyName = isClassic ? null : InspectorFields.CompanyName;
        inspector.Region = isClassic ? null : region;
        inspector.UpdatedAtText = AsffOtherForm.UpdatedAtOf(finding);
        inspector.ProductFields = InspectorFields.AtInspector(finding, inspector);
        if (finding.OtherForm is { } other) inspector.OtherForm = other with { UpdatedAt = finding.UpdatedAtText! };
        inspector.FindingProviderFields = isClassic ? null : finding.FindingProviderFields;
        AddWorkflow(inspector);
        return AsffFit.Fit(inspector);
    }

    internal static AsffFinding Of(NeutralFinding finding)
    {
        var identity = finding.Identity;
        var inspector = finding.Asff;
        inspector.Id = identity.InspectorId;
        inspector.ProductArn = identity.InspectorProduct;
        inspector.ProductFields = InspectorFields.AtInspector(finding);
        var milliseconds = AsffTime.Milliseconds(finding.UpdatedAt);
        inspector.UpdatedAtText = UpdatedAt(finding, milliseconds);
        AddWorkflow(inspector);
        if (!finding.IsClassic)
        {
            (inspector.ProductName, inspector.CompanyName) = (InspectorFields.ProductName, InspectorFields.CompanyName);
            inspector.Region = identity.Region;
            inspector.FindingProviderFields = new AsffFindingProviderFields
            {
                Severity = new AsffFindingProviderSeverity { Label = inspector.Severity!.Label, Original = inspector.Severity.Original },
                Types = inspector.Types,
            };
        }

        inspector.OtherForm = new AsffOtherForm(milliseconds, finding.OfAccountForm);
        return AsffFit.Fit(inspector);
    }

    // As Inspector's own findings have it.
    internal static string UpdatedAt(NeutralFinding finding, string milliseconds) =>
        finding.HasMilliseconds ? milliseconds : AsffTime.Seconds(finding.UpdatedAt);

    private static void AddWorkflow(AsffFinding finding)
    {
        finding.WorkflowState = AsffWorkflow.New;
        finding.Workflow = new AsffWorkflow { Status = AsffWorkflow.New };
    }
}
