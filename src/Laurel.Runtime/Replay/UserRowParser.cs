using System.Text;

namespace Laurel.Runtime.Replay;

/// <summary>Makes users of cells.</summary>
internal static class UserRowParser
{
    private static readonly IReadOnlyDictionary<string, string> NoAttributes = new Dictionary<string, string>();

    public static FileRow<UserRow> Parse(Cells cells, long line, ColumnSet columns)
    {
        string? problem = null;
        var user = EventRowParser.User(Encoding.UTF8.GetString(cells[UserColumns.User]), ref problem);
        return problem is null
            ? new(new UserRow(line, user, Text(cells[UserColumns.Name]), Text(cells[UserColumns.TimeZone]), Attributes(cells, columns)))
            : new(new RowProblem(line, problem));
    }

    private static string? Text(ReadOnlySpan<byte> cell) => cell.IsEmpty ? null : Encoding.UTF8.GetString(cell);

    private static IReadOnlyDictionary<string, string> Attributes(Cells cells, ColumnSet columns)
    {
        Dictionary<string, string>? attributes = null;
        for (var column = UserColumns.Names.Length; column < columns.Count; column++)
        {
            if (Text(cells[column]) is { } text)
            {
                attributes ??= new(StringComparer.Ordinal);
                attributes[columns.AttributeKey(column)] = text;
            }
        }

        return attributes ?? NoAttributes;
    }
}
