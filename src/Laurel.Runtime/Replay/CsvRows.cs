using System.Text;
using System.Text.Unicode;

namespace Laurel.Runtime.Replay;

/// <summary>The rows of a CSV file, after its header line.</summary>
internal sealed class CsvRows(ByteWindow window, ColumnSet columns) : RowSource(window, columns)
{
    private readonly CsvScanner scanner = new();
    private int headerCount;

    protected override bool Read()
    {
        if (headerCount == 0 && !ReadHeader())
        {
            return true;
        }

        if (!Scan(out var message))
        {
            return End();
        }

        message ??= Cells.Count == headerCount ? null : $"the row has {Cells.Count} columns, the header has {headerCount}";
        return message is null || Refuse(message);
    }

    private bool ReadHeader()
    {
        if (!Scan(out var message))
        {
            return !(End() || RefuseFile($"the file is empty; it needs a header line with {string.Join(", ", Columns.Required)}"));
        }

        headerCount = Cells.Count;
        message ??= BindColumns() ?? Missing();
        return message is null || !RefuseFile(message);
    }

    private string? BindColumns()
    {
        var unknown = new List<string>();
        for (var field = 0; field < Cells.Count; field++)
        {
            var column = Columns.Find(Cells.Field(field));
            if (column == ColumnSet.TooMany || (column >= 0 && Cells.IsBound(column)))
            {
                return column < 0 ? $"the header has more than {UsersFile.ColumnsMax} columns" : $"the column '{Columns.Name(column)}' is there twice";
            }

            if (column >= 0)
            {
                Cells.Bind(column, field);
            }
            else if (column == ColumnSet.NotKnown)
            {
                unknown.Add(CellText.Quote(Cells.Field(field)));
            }
        }

        return unknown.Count == 0 ? null : $"unknown column {string.Join(", ", unknown.Take(16))}; known are {Columns.Known}";
    }

    private string? Missing()
    {
        var missing = Columns.Required.Where(name => !Cells.IsBound(Columns.Find(Encoding.UTF8.GetBytes(name)))).ToList();
        return missing.Count == 0 ? null : $"the header lacks {string.Join(", ", missing)}";
    }

    /// <summary>Goes to the next line that is not blank; the message says what is wrong with it. False at the end.</summary>
    private bool Scan(out string? message)
    {
        message = null;
        while (true)
        {
            Line = Window.Line;
            var isLast = Window.HasEnded && Window.Ending == InputEnding.Complete;
            var outcome = Window.Pending.IsEmpty ? CsvOutcome.NeedsMore : scanner.Scan(Window.Pending, isLast, Cells);
            if (outcome == CsvOutcome.Row)
            {
                if (!Take(out message))
                {
                    continue;
                }

                return true;
            }

            if (outcome == CsvOutcome.NeedsMore && Window.Fill())
            {
                continue;
            }

            if (outcome == CsvOutcome.NeedsMore && Window.HasEnded)
            {
                return false;
            }

            message = outcome == CsvOutcome.Broken ? scanner.Message : $"{TooLong}; is a quote not closed?";
            Window.SkipLine();
            return true;
        }
    }

    private bool Take(out string? message)
    {
        message = null;
        var row = Window.Pending[..scanner.Length];
        Cells.Rest(Window.Buffer, Window.Start);
        Window.Take(scanner.Length, scanner.LineCount);
        var length = row.TrimEnd("\r\n"u8).Length;
        if (length == 0)
        {
            return false;
        }

        message = length > EventsFile.RowMaxBytes ? TooLong : Utf8.IsValid(row) ? null : CellText.NotUtf8;
        scanner.Unescape(Cells);
        return true;
    }
}
