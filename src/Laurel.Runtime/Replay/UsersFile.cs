namespace Laurel.Runtime.Replay;

/// <summary>
/// Reads a file of users: CSV with a header line, or NDJSON (one object per line), plain or gzip; the content decides, not the file's
/// name. The columns are <c>user[,name][,tz][,attr.KEY…]</c> in any order; only <c>user</c> is required. Other columns are ignored, so
/// that an export of another system can be used as it is, and listed in <see cref="IgnoredColumns"/>, so that a misspelt one is seen.
/// </summary>
/// <param name="source">The bytes, read once from front to back; the caller closes it. Its own I/O errors are passed on.</param>
public sealed class UsersFile(Stream source)
{
    /// <summary>The most columns a users file may have, attributes included.</summary>
    public const int ColumnsMax = 256;

    private readonly ColumnSet columns = ColumnSet.Users();
    private bool wasRead;

    /// <summary>
    /// The columns that were passed over, each once, in the order met; at most <see cref="ColumnsMax"/>. Complete after the last row.
    /// </summary>
    public IReadOnlyList<string> IgnoredColumns => columns.Ignored;

    /// <summary>The rows and problems in the order of the file.</summary>
    /// <exception cref="InvalidOperationException">The file has been read already.</exception>
    public IEnumerable<FileRow<UserRow>> Read()
    {
        if (wasRead)
        {
            throw new InvalidOperationException("A users file is read once.");
        }

        wasRead = true;
        return Rows();
    }

    private IEnumerable<FileRow<UserRow>> Rows()
    {
        var rows = RowSource.Open(source, columns);
        while (rows.Next())
        {
            yield return rows.Problem is { } problem ? new(problem) : UserRowParser.Parse(rows.Cells, rows.Line, columns);
        }
    }
}
