using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>The Inspector form of a finding: what Amazon Inspector itself sends. Turns the account form back.</summary>
public static class InspectorForm
{
    /// <summary>Gives the Inspector form; the finding given stays as it is. A finding of another product, or in the Inspector form, comes out equal.</summary>
    /// <exception cref="TranslationException">It has no product ARN.</exception>
    public static AsffFinding From(AsffFinding finding)
    {
        if (Arn.Parse(finding.ProductArn) is not { Service: AsffProductArn.Service } product) throw new TranslationException(finding.Id, "it has no ProductArn of the form arn:PARTITION:securityhub:REGION:….");
        if (product.Resource == InspectorFields.Product || FindingIds.RegionOf(finding.Id) is not { } region) return finding;
        var isClassic = FindingIds.IsClassic(finding.Id);
        var inspector = finding.Copy();
        inspector.Id = FindingIds.AtInspector(finding.Id!, product.Partition);
        inspector.ProductArn = AsffProductArn.Inspector(product.Partition, region);
        inspector.ProductName = isClassic ? null : InspectorFields.ProductName;
        inspector.CompanyName = isClassic ? null : InspectorFields.CompanyName;
        inspector.Region = isClassic ? null : region;
        inspector.ProductFields = InspectorFields.AtInspector(finding.ProductFields, inspector);
        inspector.FindingProviderFields = isClassic ? null : finding.FindingProviderFields;
        inspector.WorkflowState = AsffWorkflow.New;
        inspector.Workflow = new AsffWorkflow { Status = AsffWorkflow.New };
        return AsffFit.Fit(inspector);
    }
}
