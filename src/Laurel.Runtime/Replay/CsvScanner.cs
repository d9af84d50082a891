namespace Laurel.Runtime.Replay;

/// <summary>What a scan found at the front of the bytes.</summary>
internal enum CsvOutcome
{
    Field,
    Row,
    NeedsMore,
    Broken,
}

/// <summary>
/// Finds the fields of one CSV row by RFC 4180: a field with a comma, a quote or a line end is in quotes, a quote in it is doubled.
/// A quote anywhere else is refused, since guessing its meaning would move values into wrong columns.
/// </summary>
internal sealed class CsvScanner
{
    private readonly List<int> escaped = [];
    private int position;

    /// <summary>How many bytes the row has, its line end included.</summary>
    public int Length => position;

    /// <summary>How many physical lines the row has.</summary>
    public int LineCount { get; private set; }

    /// <summary>What is wrong with a broken row.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Scans one row. <paramref name="isLast"/>: no more bytes will come, so the last row needs no line end.</summary>
    public CsvOutcome Scan(ReadOnlySpan<byte> bytes, bool isLast, Cells cells)
    {
        (position, LineCount) = (0, 1);
        escaped.Clear();
        cells.Clear();
        var outcome = CsvOutcome.Field;
        while (outcome == CsvOutcome.Field)
        {
            var isQuoted = position < bytes.Length && bytes[position] == (byte)'"';
            outcome = isQuoted ? Quoted(bytes, isLast, cells) : Plain(bytes, isLast, cells);
        }

        return outcome;
    }

    /// <summary>Makes one quote of each doubled one, in place.</summary>
    public void Unescape(Cells cells)
    {
        foreach (var field in escaped)
        {
            cells.Shorten(field, Unescape(cells.Field(field)));
        }
    }

    private static int Unescape(Span<byte> text)
    {
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            text[length++] = text[at];
            at += text[at] == (byte)'"' ? 1 : 0;
        }

        return length;
    }

    private CsvOutcome Plain(ReadOnlySpan<byte> bytes, bool isLast, Cells cells)
    {
        var rest = bytes[position..];
        var length = rest.IndexOfAny((byte)',', (byte)'\n', (byte)'"');
        if (length < 0 && !isLast)
        {
            return CsvOutcome.NeedsMore;
        }

        var end = length < 0 ? (byte)'\n' : rest[length];
        var field = length < 0 ? rest : rest[..length];
        if (end == (byte)'"')
        {
            return Broken("a quote stands inside a field that is not in quotes; put the field in quotes and double the quote");
        }

        var isCrLf = end == (byte)'\n' && field.EndsWith("\r"u8);
        cells.Add(position, isCrLf ? field.Length - 1 : field.Length);
        position = length < 0 ? bytes.Length : position + length + 1;
        return end == (byte)',' ? CsvOutcome.Field : CsvOutcome.Row;
    }

    private CsvOutcome Quoted(ReadOnlySpan<byte> bytes, bool isLast, Cells cells)
    {
        var start = position + 1;
        var close = FindClose(bytes, start, out var hasEscapes);
        if (close < 0)
        {
            return isLast ? Broken("a quoted field is not closed") : CsvOutcome.NeedsMore;
        }

        if (hasEscapes)
        {
            escaped.Add(cells.Count);
        }

        LineCount += bytes[start..close].Count((byte)'\n');
        cells.Add(start, close - start);
        return AfterQuote(bytes, close + 1, isLast);
    }

    private static int FindClose(ReadOnlySpan<byte> bytes, int start, out bool hasEscapes)
    {
        hasEscapes = false;
        var at = start;
        while (true)
        {
            var quote = bytes[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return -1;
            }

            at += quote + 1;
            if (at == bytes.Length || bytes[at] != (byte)'"')
            {
                return at - 1;
            }

            hasEscapes = true;
            at++;
        }
    }

    private CsvOutcome AfterQuote(ReadOnlySpan<byte> bytes, int at, bool isLast)
    {
        var rest = bytes[at..];
        if (!isLast && (rest.IsEmpty || rest.SequenceEqual("\r"u8)))
        {
            return CsvOutcome.NeedsMore;
        }

        var lineEnd = rest.StartsWith("\r\n"u8) ? 2 : rest.StartsWith("\n"u8) ? 1 : 0;
        if (lineEnd > 0 || rest.IsEmpty || rest.SequenceEqual("\r"u8))
        {
            position = lineEnd > 0 ? at + lineEnd : bytes.Length;
            return CsvOutcome.Row;
        }

        position = at + 1;
        return rest[0] == (byte)',' ? CsvOutcome.Field : Broken("text follows a closing quote; a quote inside a quoted field is doubled");
    }

    private CsvOutcome Broken(string message)
    {
        Message = message;
        return CsvOutcome.Broken;
    }
}
