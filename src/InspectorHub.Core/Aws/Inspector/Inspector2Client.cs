using System.Runtime.CompilerServices;
using InspectorHub.Aws.Sessions;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Aws.Inspector;

/// <summary>
/// Amazon Inspector of the caller's account in one Region. Everything fails as <see cref="AwsException"/>. Source of the
/// operations: Inspector2 API 2020-06-08.
/// </summary>
public sealed class Inspector2Client : IInspector2, IDisposable
{
    // BatchGetAccountStatus: accounts asked for in one call.
    private const int MaxAccounts = 100;

    // BatchGetFindingDetails takes no more at a time.
    private const int Detailed = 10;

    private readonly AwsServiceClient calls;

    /// <summary>A client for one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public Inspector2Client(AwsConnection connection, string region)
    {
        Region = AwsRegions.Resolve(connection with { Region = region });
        calls = new AwsServiceClient(new AwsSession(connection with { Region = Region }), AwsService.Inspector2, Region);
    }

    /// <inheritdoc/>
    public string Region { get; }

    /// <inheritdoc/>
    public DateTimeOffset? AnsweredAt => calls.AnsweredAt;

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<FindingReading>> ListFindingsAsync(
        byte[]? criteria, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (
            var page in FindingPages.FollowAsync(
                token => ListAsync(criteria, pageSize, token, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            yield return FindingPages.Read(page, $"Amazon Inspector in {Region}, page {++number}");
        }
    }

    /// <summary>
    /// Lists findings with what Inspector knows of them beside (BatchGetFindingDetails): CISA's dates, risk, exploits, techniques. Asked
    /// for by ten, one call after the other: what has no details comes as it is.
    /// </summary>
    /// <inheritdoc cref="ListFindingsAsync"/>
    public async IAsyncEnumerable<IReadOnlyList<FindingReading>> ListFindingsWithDetailsAsync(
        byte[]? criteria, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ListFindingsAsync(criteria, pageSize, cancellationToken).ConfigureAwait(false))
        {
            var findings = page.Select(reading => reading.Finding).OfType<Inspector2Finding>().ToList();
            var problems = new List<FindingReading>();
            for (var start = 0; start < findings.Count; start += Detailed)
                problems.AddRange(
                    await AddDetailsAsync(
                        findings.GetRange(start, Math.Min(Detailed, findings.Count - start)), cancellationToken).ConfigureAwait(false));
            yield return [.. page, .. problems];
        }
    }

    /// <summary>
    /// What Amazon Inspector scans for the caller's account: <c>EC2</c>, <c>ECR</c>, <c>LAMBDA</c>, <c>LAMBDA_CODE</c>,
    /// <c>CODE_REPOSITORY</c>; nothing where it is off.
    /// </summary>
    public Task<IReadOnlyList<string>> GetEnabledScansAsync(CancellationToken cancellationToken) =>
        calls.CallAsync(
            new AwsOperation("BatchGetAccountStatus", "POST", "/status/batch/get") { Body = JsonBody.Write(_ => { }) },
            reply => (IReadOnlyList<string>)
            [
                .. reply.GetProperty("accounts").EnumerateArray()
                    .SelectMany(account => account.GetProperty("resourceState").EnumerateObject())
                    .Where(resource => resource.Value.Text("status") == "ENABLED")
                    .Select(resource => ApiName(resource.Name)),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<string>> ListMembersAsync(CancellationToken cancellationToken)
    {
        var members = new List<string>();
        await foreach (var page in FindingPages.FollowAsync(ListAsync, cancellationToken).ConfigureAwait(false))
        {
            members.AddRange(page.GetProperty("members").EnumerateArray()
                .Where(member => member.Text("relationshipStatus") == "ENABLED")
                .Select(member => member.Text("accountId")).OfType<string>());
        }

        return members;

        Task<ListingPage> ListAsync(string? nextToken) => calls.CallAsync(
            new AwsOperation("ListMembers", "POST", "/members/list")
            {
                Body = JsonBody.Write(json =>
                {
                    json.WriteBoolean("onlyAssociated", true);
                    if (nextToken is not null) json.WriteString("nextToken", nextToken);
                }),
            },
            reply => ListingPage.Read(reply, "members", nextToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<string>> FindInSightAsync(
        IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken)
    {
        var inSight = new List<string>();
        for (var start = 0; start < accountIds.Count; start += MaxAccounts)
        {
            var some = accountIds.Skip(start).Take(MaxAccounts).ToList();
            var body = JsonBody.Write(json =>
            {
                json.WriteStartArray("accountIds");
                foreach (var account in some) json.WriteStringValue(account);
                json.WriteEndArray();
            });
            inSight.AddRange(await calls.CallAsync(
                new AwsOperation("BatchGetAccountStatus", "POST", "/status/batch/get") { Body = body },
                reply =>
                    reply.GetProperty("accounts").EnumerateArray().Select(account => account.Text("accountId")).OfType<string>().ToList(),
                cancellationToken).ConfigureAwait(false));
        }

        return inSight;
    }

    /// <inheritdoc/>
    public void Dispose() => calls.Dispose();

    // Gives what went wrong.
    private async Task<IReadOnlyList<FindingReading>> AddDetailsAsync(List<Inspector2Finding> findings, CancellationToken cancellationToken)
    {
        var body = JsonBody.Write(json =>
        {
            json.WriteStartArray("findingArns");
            foreach (var finding in findings) json.WriteStringValue(finding.FindingArn);
            json.WriteEndArray();
        });
        var operation = new AwsOperation("BatchGetFindingDetails", "POST", "/findings/details/batch/get")
        {
            Body = body, LongestReply = AwsReply.LongestPage,
        };
        var reply = await calls.CallAsync(operation, reply => reply, cancellationToken).ConfigureAwait(false);
        var details = new FindingDetailsIndex();
        // Read as a file with details is: what the reply says of failures is among the readings.
        var readings = FindingPages.Read(reply, $"Amazon Inspector in {Region}, details", details: details);
        foreach (var finding in findings) details.GiveTo(finding);
        return readings;
    }

    private Task<ListingPage> ListAsync(byte[]? criteria, int pageSize, string? nextToken, CancellationToken cancellationToken)
    {
        var body = JsonBody.Write(json =>
        {
            json.WriteNumber("maxResults", pageSize);
            if (nextToken is not null) json.WriteString("nextToken", nextToken);
            if (criteria is null) return;
            json.WritePropertyName("filterCriteria");
            json.WriteRawValue(criteria);
        });
        return calls.CallAsync(
            new AwsOperation("ListFindings", "POST", "/findings/list") { Body = body, LongestReply = AwsReply.LongestPage },
            reply => ListingPage.Read(reply, "findings", nextToken), cancellationToken);
    }

    // resourceState names them lambdaCode; everywhere else in the API it is LAMBDA_CODE.
    private static string ApiName(string member) =>
        string.Concat(member.Select(letter => char.IsUpper(letter) ? $"_{letter}" : char.ToUpperInvariant(letter).ToString()));
}
