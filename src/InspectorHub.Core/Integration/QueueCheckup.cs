using System.Globalization;
using System.Net;
using System.Text.Json;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Integration;

/// <summary>
/// Looks into everything that it takes to have Amazon Inspector's events in a queue, and workers that take them; changes
/// nothing.
/// </summary>
public sealed class QueueCheckup : IDisposable
{
    // Fewer, and the messages of an account that denies access for a while are dead letters.
    private const int FewReceives = 10;

    private readonly FindingQueue queue;
    private readonly EventBusClient events;
    private readonly string url;
    private readonly List<IntegrationCheck> checks = [];

    /// <summary>A checkup of one queue; nothing is called yet.</summary>
    /// <param name="connection">Whose credentials; the endpoint is the one that the URL names.</param>
    /// <param name="url">The queue's URL.</param>
    /// <exception cref="AwsException">The URL is none.</exception>
    public QueueCheckup(AwsConnection connection, string url)
    {
        this.url = url;
        queue = new FindingQueue(connection, url);
        events = new EventBusClient(connection with { EndpointUrl = queue.EndpointUrl }, queue.Region);
    }

    /// <summary>Makes all checks; those that depend on one that failed are left out.</summary>
    public async Task<IReadOnlyList<IntegrationCheck>> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> attributes;
        try
        {
            attributes = await queue.GetAttributesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException failure)
        {
            Add("Queue", CheckResult.Fail, failure.Message, "See whether the URL is right, and allow sqs:GetQueueAttributes on the queue.");
            return checks;
        }

        CheckQueue(attributes);
        CheckPolicy(attributes.TryGetValue("Policy", out var policy) ? policy : null);
        await CheckDeadLettersAsync(attributes, cancellationToken).ConfigureAwait(false);
        await CheckRulesAsync(attributes["QueueArn"], cancellationToken).ConfigureAwait(false);
        CheckWorkers(attributes);
        return checks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        queue.Dispose();
        events.Dispose();
    }

    private void CheckQueue(IReadOnlyDictionary<string, string> attributes)
    {
        const string Name = "Queue";
        // The key of AWS has a policy of AWS, which does not let EventBridge use it (Amazon SQS developer guide, key management).
        if (attributes.TryGetValue("KmsMasterKeyId", out var key) && key.EndsWith("alias/aws/sqs", StringComparison.Ordinal))
        {
            Add(Name, CheckResult.Fail, "It is encrypted with the key alias/aws/sqs, which EventBridge may not use: no event arrives.",
                "Encrypt it with SSE-SQS, or with a key of yours that events.amazonaws.com may use.");
        }
        else if (string.IsNullOrEmpty(key) && !(attributes.TryGetValue("SqsManagedSseEnabled", out var managed) && managed == "true"))
        {
            Add(Name, CheckResult.Warn, $"{url} is there, and what is in it is not encrypted.", "Turn SSE-SQS on (SqsManagedSseEnabled).");
        }
        else if (Number(attributes, "VisibilityTimeout") < 30)
        {
            Add(Name, CheckResult.Warn, $"A message comes back after {Number(attributes, "VisibilityTimeout")} s already, often before " +
                "it is delivered.",
                "Set VisibilityTimeout to 120.");
        }
        else
        {
            Add(Name, CheckResult.Pass, $"{url} is there and encrypted.");
        }
    }

    private void CheckPolicy(string? policy)
    {
        const string Name = "Queue policy";
        var statements = Statements(policy).Where(IsForEventBridge).ToList();
        if (statements.Count == 0)
            Add(
                Name, CheckResult.Fail, "It does not let EventBridge send.",
                "Allow sqs:SendMessage to events.amazonaws.com where aws:SourceArn is the rule's ARN.");
        else if (statements.TrueForAll(statement => statement.TryGetProperty("Condition", out _)))
            Add(Name, CheckResult.Pass, "It lets EventBridge send, on a condition.");
        else
            Add(
                Name, CheckResult.Warn, "It lets the rules of any account send.",
                "Add the condition that aws:SourceArn is the rule's ARN.");
    }

    private async Task CheckDeadLettersAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        const string Name = "Dead letters";
        if (!attributes.TryGetValue("RedrivePolicy", out var redrive))
        {
            Add(Name, CheckResult.Warn, "The queue has no dead-letter queue: messages that hold no finding stay with the worker that " +
                "takes them.",
                "Give it one, with a maxReceiveCount of 100.");
            return;
        }

        using var document = JsonDocument.Parse(redrive);
        var receives = document.RootElement.TryGetProperty("maxReceiveCount", out var count)
            ? int.Parse($"{count}", CultureInfo.InvariantCulture)
            : 0;
        try
        {
            var dead = await queue.CountDeadLettersAsync(
                document.RootElement.GetProperty("deadLetterTargetArn").GetString()!, cancellationToken).ConfigureAwait(false);
            if (dead > 0)
                Add(
                    Name, CheckResult.Warn, $"{dead} messages could not be delivered.",
                    "Look at them (aws sqs receive-message), put right what kept them, and redrive them.");
            else if (receives < FewReceives)
                Add(
                    Name, CheckResult.Warn,
                    $"After {receives} receives a message is given up, which an account that denies access for some minutes reaches.",
                    "Set maxReceiveCount to 100.");
            else
                Add(Name, CheckResult.Pass, $"There are none; a message is given up after {receives} receives.");
        }
        catch (AwsException failure)
        {
            Add(
                Name, CheckResult.Warn, failure.Message,
                "Allow sqs:GetQueueUrl and sqs:GetQueueAttributes on the dead-letter queue, and see that it is there.");
        }
    }

    private async Task CheckRulesAsync(string queueArn, CancellationToken cancellationToken)
    {
        const string Name = "Rule";
        try
        {
            var names = await events.ListRuleNamesByTargetAsync(queueArn, cancellationToken).ConfigureAwait(false);
            var ours = new List<string>();
            var disabled = new List<string>();
            foreach (var name in names)
            {
                var (isEnabled, pattern) = await events.DescribeRuleAsync(name, cancellationToken).ConfigureAwait(false);
                if (pattern?.Contains("aws.inspector2") == true) (isEnabled ? ours : disabled).Add(name);
            }

            if (ours.Count > 0)
                Add(Name, CheckResult.Pass, $"Amazon Inspector's events come by {string.Join(", ", ours)}.");
            else if (disabled.Count > 0)
                Add(
                    Name, CheckResult.Fail, $"{string.Join(", ", disabled)} is disabled: no event comes.",
                    "Enable it: aws events enable-rule.");
            else
                Add(
                    Name, CheckResult.Fail, $"No rule of {events.Region} sends Amazon Inspector's events here.",
                    "Create the stack of deploy/queue.yaml, or a rule for source aws.inspector2.");
        }
        catch (AwsException failure) when (failure.StatusCode == HttpStatusCode.Forbidden)
        {
            Add(
                Name, CheckResult.Warn, failure.Message,
                "Allow events:ListRuleNamesByTarget and events:DescribeRule to have this looked at.");
        }
        catch (AwsException failure)
        {
            Add(Name, CheckResult.Warn, failure.Message, "Try again later.");
        }
    }

    // A queue does not say who takes from it, only what is taken.
    private void CheckWorkers(IReadOnlyDictionary<string, string> attributes)
    {
        var (waiting, taken) = (
            Number(attributes, "ApproximateNumberOfMessages"), Number(attributes, "ApproximateNumberOfMessagesNotVisible"));
        if (waiting > 0 && taken == 0)
            Add("Workers", CheckResult.Warn, $"{waiting} messages wait, and nobody has taken any.", "Start a worker, and see its log.");
        else
            Add("Workers", CheckResult.Pass, $"{waiting} messages wait, {taken} are being delivered.");
    }

    private static List<JsonElement> Statements(string? policy)
    {
        if (string.IsNullOrEmpty(policy)) return [];
        using var document = JsonDocument.Parse(policy!);
        if (!document.RootElement.TryGetProperty("Statement", out var statement)) return [];
        var all = statement.Clone();
        return all.ValueKind == JsonValueKind.Array ? [.. all.EnumerateArray()] : [all];
    }

    private static bool IsForEventBridge(JsonElement statement) =>
        statement.Text("Effect") == "Allow" &&
        statement.TryGetProperty("Principal", out var principal)
            && (principal.ToString() == "*" || principal.ToString().Contains("events.amazonaws.com")) &&
        statement.TryGetProperty("Action", out var action) &&
        (
            action.ToString().IndexOf("sqs:SendMessage", StringComparison.OrdinalIgnoreCase) >= 0
                || action.ToString().IndexOf("sqs:*", StringComparison.OrdinalIgnoreCase) >= 0);

    private static int Number(IReadOnlyDictionary<string, string> attributes, string name) =>
        attributes.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    private void Add(string name, CheckResult result, string message, string? nextStep = null) =>
        checks.Add(new IntegrationCheck(queue.Region, name, result, message, nextStep));
}
