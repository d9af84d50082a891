namespace Laurel.Runtime.Replay;

/// <summary>
/// Reads a history of events: CSV with a header line, or NDJSON (one object per line), plain or gzip; the content decides, not the
/// file's name. The columns are <c>seq,user,metric,ts_utc,utc_offset_min,value,key,attrs</c> in any order. Required are <c>user</c>,
/// <c>metric</c> and <c>ts_utc</c> (ISO-8601 with Z or an offset); <c>value</c> is 1 when absent; <c>attrs</c> is a JSON object of
/// text, numbers and booleans; <c>utc_offset_min</c> is accepted and not used, as an instant needs none. Any other column is a problem.
/// CSV follows RFC 4180 with LF or CRLF line ends; a byte order mark and blank lines are passed over.
/// </summary>
/// <param name="source">The bytes, read once from front to back; the caller closes it. Its own I/O errors are passed on.</param>
public sealed class EventsFile(Stream source)
{
    /// <summary>The greatest length of a user id, in characters (UTF-16 units).</summary>
    public const int UserMaxLength = 255;

    /// <summary>The greatest size of one row, in bytes.</summary>
    public const int RowMaxBytes = 1_048_576;

    private bool wasRead;

    /// <summary>The rows and problems in the order of the file.</summary>
    /// <exception cref="InvalidOperationException">The file has been read already.</exception>
    public IEnumerable<FileRow<EventRow>> Read()
    {
        if (wasRead)
        {
            throw new InvalidOperationException("A history file is read once.");
        }

        wasRead = true;
        return Rows();
    }

    private IEnumerable<FileRow<EventRow>> Rows()
    {
        var rows = RowSource.Open(source, ColumnSet.Events());
        var parser = new EventRowParser();
        while (rows.Next())
        {
            yield return rows.Problem is { } problem ? new(problem) : parser.Parse(rows.Cells, rows.Line);
        }
    }
}
