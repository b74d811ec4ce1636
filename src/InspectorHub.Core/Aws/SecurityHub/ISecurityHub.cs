namespace InspectorHub.Aws.SecurityHub;

/// <summary>Security Hub of one account and Region, as far as delivery needs it.</summary>
public interface ISecurityHub
{
    /// <summary>Imports 1 to 100 findings in one call.</summary>
    /// <param name="findings">Each one ASFF finding as UTF-8 JSON; they go to the wire as they are.</param>
    /// <param name="cancellationToken">Abandons the call; Security Hub may have received it all the same.</param>
    /// <returns>What Security Hub answered.</returns>
    /// <exception cref="AwsException">The call as a whole was refused, or Security Hub could not be reached.</exception>
    Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings, CancellationToken cancellationToken);
}
