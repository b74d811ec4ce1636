using System.Globalization;
using System.Management.Automation;

namespace InspectorHub.Base;

/// <summary>Says how much has been read so far, page by page, and takes it back in the end.</summary>
/// <param name="command">Who reads.</param>
/// <param name="activity">What is read.</param>
/// <param name="id">Tells it from other progress of the same cmdlet.</param>
internal sealed class ReadingProgress(InspectorHubCommand command, string activity, int id = 0) : IDisposable
{
    private long count;
    private bool isShown;

    /// <summary>Counts a page.</summary>
    public IReadOnlyList<T> Count<T>(IReadOnlyList<T> page)
    {
        Count(page.Count);
        return page;
    }

    /// <summary>Counts what has been read since.</summary>
    public void Count(int findings)
    {
        count += findings;
        isShown = true;
        command.WriteProgress(new ProgressRecord(id, activity, string.Format(CultureInfo.CurrentCulture, "{0:N0} findings", count)));
    }

    public void Dispose()
    {
        if (isShown) command.WriteProgress(new ProgressRecord(id, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
