using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Input;
using InspectorHub.Translation;
using InspectorHub.Views;

namespace InspectorHub.Commands;

/// <content>Which findings are wanted: by texts with wildcards, and by what comes down the pipeline.</content>
public sealed partial class GetInspectorHubFindingCommand
{
    // No filter of V2 has a number of values that it may not exceed; a request has a size.
    private const int MostValues = Aws.SecurityHub.HubFilter.MaxValues;

    private TextPatterns WantedTitle => new(Title, MostValues);

    private TextPatterns WantedAccount => new(AccountId, MostValues);

    private TextPatterns WantedProduct => new(ProductArn, MostValues);

    private TextPatterns WantedProductName => new(ProductName, MostValues);

    private TextPatterns WantedGenerator => new(GeneratorId, MostValues);

    private TextPatterns WantedType => new(Type, MostValues);

    private TextPatterns WantedResource => new(ResourceId, MostValues);

    private TextPatterns WantedResourceType => new(ResourceType, MostValues);

    private TextPatterns WantedId(IEnumerable<string> some, int most) => new(some, most, areLiteral: !idsArePatterns);

    private MemberPatterns<AsffFinding> Wanted(TextPatterns wantedIds) => new(
        (wantedIds, finding => [finding.Id]), (WantedTitle, finding => [finding.Title]), (WantedAccount, finding => [finding.AwsAccountId]),
        (WantedProduct, finding => [finding.ProductArn]), (WantedProductName, finding => [finding.ProductName]),
        (WantedGenerator, finding => [finding.GeneratorId]), (WantedType, finding => finding.Types ?? []),
        (WantedResource, finding => (finding.Resources ?? []).Select(resource => resource.Id)),
        (WantedResourceType, finding => (finding.Resources ?? []).Select(resource => resource.Type)));

    private MemberPatterns<PSObject> WantedV2(TextPatterns wantedIds) => new(
        (wantedIds, finding => OcsfObject.Texts(finding, "finding_info.uid")),
        (WantedTitle, finding => OcsfObject.Texts(finding, "finding_info.title")),
        (WantedAccount, finding => OcsfObject.Texts(finding, "cloud.account.uid")),
        (WantedProduct, finding => OcsfObject.Texts(finding, "metadata.product.uid")),
        (WantedProductName, finding => OcsfObject.Texts(finding, "metadata.product.name")),
        (WantedType, finding => OcsfObject.Texts(finding, "finding_info.types")),
        (WantedResource, finding => OcsfObject.Texts(finding, "resources.uid")),
        (WantedResourceType, finding => OcsfObject.Texts(finding, "resources.type")));

    // The Id that a finding has in Security Hub is another where the account has imported it, and its own where Inspector has sent it.
    private void Add(PSObject input)
    {
        switch (input.BaseObject)
        {
            case string id:
                ids.Add(id);
                break;
            case AsffFinding asff when asff.Id is not null:
                ids.Add(asff.Id);
                break;
            case InspectorFinding finding:
                if (finding.FindingId is { Length: > 0 } own) ids.Add(own);
                if (Hub == HubKind.Cspm && ImportedId(finding) is { } imported) ids.Add(imported);
                break;
            case var _ when input.Properties["Id"]?.Value is string id:
                ids.Add(id);
                break;
            case var _ when OcsfObject.Texts(input, "finding_info.uid").FirstOrDefault() is { } uid:
                ids.Add(uid);
                break;
            default:
                WriteError(new ErrorRecord(
                    new PSInvalidOperationException(
                        $"A {input.BaseObject.GetType().Name} has no Id of a finding. Ids are taken as text, and findings of any kind."),
                    "NoFindingId", ErrorCategory.InvalidArgument, input));
                break;
        }
    }

    private string? ImportedId(InspectorFinding finding)
    {
        try
        {
            return AccountForm.Of(finding, region: null).Id;
        }
        catch (TranslationException failure)
        {
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, finding));
            return null;
        }
    }
}
