namespace Laurel.Runtime.Replay;

/// <summary>The rows of a file as cells, whatever the file's format.</summary>
internal abstract class RowSource(ByteWindow window, ColumnSet columns)
{
    private bool isFinished;

    public Cells Cells { get; } = new(columns.Count);

    /// <summary>The line on which the present row starts.</summary>
    public long Line { get; protected set; }

    /// <summary>The present row's problem; null when it has cells.</summary>
    public RowProblem? Problem { get; private set; }

    protected ByteWindow Window => window;

    protected ColumnSet Columns => columns;

    protected static string TooLong { get; } = $"the row has more than {EventsFile.RowMaxBytes} bytes";

    public static RowSource Open(Stream source, ColumnSet columns)
    {
        var window = new ByteWindow(HistoryInput.Open(source));
        window.Fill();
        if (window.Pending.StartsWith("\uFEFF"u8))
        {
            window.Take(3, 0);
        }

        var text = window.Pending.TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && text[0] is (byte)'{' or (byte)'[' ? new JsonRows(window, columns) : new CsvRows(window, columns);
    }

    /// <summary>Goes to the next row or problem; false when there is none.</summary>
    public bool Next()
    {
        Problem = null;
        return !isFinished && Read();
    }

    protected abstract bool Read();

    protected bool Refuse(string message)
    {
        Problem = new(Line, message);
        return true;
    }

    /// <summary>Refuses the file; nothing is read after it.</summary>
    protected bool RefuseFile(string message)
    {
        isFinished = true;
        Problem = new(Line, message, EndsFile: true);
        return true;
    }

    /// <summary>The end of the bytes: silent when they are complete.</summary>
    protected bool End()
    {
        isFinished = true;
        var place = Line == 1 ? "before its first line ends" : $"after line {Line - 1}";
        return window.Ending switch
        {
            InputEnding.CutOff => RefuseFile($"the file ends in the middle of its gzip stream {place}; it was probably cut off"),
            InputEnding.Damaged => RefuseFile($"the file's gzip stream is damaged {place}; nothing behind that can be read"),
            _ => false,
        };
    }
}
