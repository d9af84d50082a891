using System.Text.Json;
using System.Text.Unicode;

namespace Laurel.Runtime.Replay;

/// <summary>The rows of an NDJSON file: one object per line, its properties named like the columns.</summary>
internal sealed class JsonRows(ByteWindow window, ColumnSet columns) : RowSource(window, columns)
{
    private byte[] scratch = [];
    private int used;

    protected override bool Read()
    {
        while (true)
        {
            Line = Window.Line;
            var length = Window.Pending.IndexOf((byte)'\n');
            var isLast = length < 0 && Window.HasEnded;
            if (length < 0 && Window.Fill())
            {
                continue;
            }

            if (isLast && (Window.Pending.IsEmpty || Window.Ending != InputEnding.Complete))
            {
                return End();
            }

            if (length < 0 && !Window.HasEnded)
            {
                Window.SkipLine();
                return Refuse(TooLong);
            }

            var line = length < 0 ? Window.Pending : Window.Pending[..length];
            Window.Take(length < 0 ? line.Length : length + 1, 1);
            if (!line.Trim(" \t\r"u8).IsEmpty)
            {
                return ReadLine(line) is { } message ? Refuse(message) : true;
            }
        }
    }

    private string? ReadLine(ReadOnlySpan<byte> line)
    {
        used = 0;
        scratch = scratch.Length < line.Length ? new byte[line.Length * 2] : scratch;
        Cells.Clear();
        Cells.Unbind();
        Cells.Rest(scratch, 0);
        if (line.TrimEnd((byte)'\r').Length > EventsFile.RowMaxBytes || !Utf8.IsValid(line))
        {
            return line.Length > EventsFile.RowMaxBytes ? TooLong : CellText.NotUtf8;
        }

        try
        {
            return ReadObject(line);
        }
        catch (JsonException error)
        {
            return $"not a JSON object on one line (wrong at byte {error.BytePositionInLine + 1} of the line)";
        }
        catch (InvalidOperationException)
        {
            return "a text holds half of a surrogate pair";
        }
    }

    private string? ReadObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "not a JSON object on one line";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadProperty(ref reader, line) is { } message)
            {
                return message;
            }
        }

        // Anything behind the object is an error the reader raises.
        reader.Read();
        return null;
    }

    private string? ReadProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var name = Copy(ref reader);
        var column = Columns.Find(name);
        reader.Read();
        switch (column)
        {
            case ColumnSet.NotKnown:
                return $"unknown property {CellText.Quote(name)}; known are {Columns.Known}";
            case ColumnSet.TooMany:
                return $"the file has more than {UsersFile.ColumnsMax} columns";
            case ColumnSet.NotRead:
                reader.Skip();
                return null;
            default:
                return Cells.IsBound(column) ? $"{Columns.Name(column)}: is there twice" : ReadValue(ref reader, line, column);
        }
    }

    private string? ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, int column)
    {
        var start = used;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject when Columns.IsObject(column):
                var from = (int)reader.TokenStartIndex;
                reader.Skip();
                Append(line[from..(int)reader.BytesConsumed]);
                break;
            case JsonTokenType.String or JsonTokenType.Number when !Columns.IsObject(column):
            case JsonTokenType.True or JsonTokenType.False when Columns.IsAttribute(column):
                Copy(ref reader);
                break;
            default:
                return $"{Columns.Name(column)}: must be {(Columns.IsObject(column) ? "an object" : "text or a number")}";
        }

        Cells.Bind(column, Cells.Count);
        Cells.Add(start, used - start);
        return null;
    }

    // The scratch holds any line: a text is never longer than the JSON it is written in.
    private ReadOnlySpan<byte> Copy(ref Utf8JsonReader reader)
    {
        var start = used;
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            used += reader.CopyString(scratch.AsSpan(used));
        }
        else
        {
            Append(reader.ValueSpan);
        }

        return scratch.AsSpan(start, used - start);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(scratch.AsSpan(used));
        used += text.Length;
    }
}
