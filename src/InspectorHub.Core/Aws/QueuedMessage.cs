namespace InspectorHub.Aws;

/// <summary>A message taken from a queue.</summary>
/// <param name="Id">Names the message.</param>
/// <param name="Receipt">Names this taking of it.</param>
/// <param name="Body">What it holds.</param>
/// <param name="SentAt">When it was put into the queue.</param>
public sealed record QueuedMessage(string Id, string Receipt, string Body, DateTimeOffset SentAt);
