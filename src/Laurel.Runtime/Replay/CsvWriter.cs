namespace Laurel.Runtime.Replay;

/// <summary>
/// Writes CSV by RFC 4180 with LF line ends. A field is put in quotes only when it has a comma, a quote or a line end in it.
/// </summary>
/// <param name="output">Where the rows go; the caller flushes and closes it.</param>
public sealed class CsvWriter(TextWriter output)
{
    /// <summary>Writes one row; null is an empty field.</summary>
    public void Write(params ReadOnlySpan<string?> fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            output.Write(index == 0 ? "" : ",");
            WriteField(fields[index] ?? "");
        }

        // A row of one empty field would otherwise be a blank line, which readers pass over.
        output.Write(fields.Length == 1 && string.IsNullOrEmpty(fields[0]) ? "\"\"\n" : "\n");
    }

    private void WriteField(string field)
    {
        if (!field.AsSpan().ContainsAny(",\"\r\n"))
        {
            output.Write(field);
            return;
        }

        output.Write('"');
        output.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }
}
