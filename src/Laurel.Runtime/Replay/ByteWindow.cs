namespace Laurel.Runtime.Replay;

/// <summary>The stretch of a file that is in memory: whole rows are taken from its front, bytes are added at its end.</summary>
internal sealed class ByteWindow(HistoryInput input)
{
    private const int UsualSize = 262_144;

    // One byte more than a row may have, so that a row of the greatest size and its line end fit.
    private const int SizeMax = EventsFile.RowMaxBytes + 2;

    private int end;

    /// <summary>The number of the line at the front.</summary>
    public long Line { get; private set; } = 1;

    public byte[] Buffer { get; private set; } = new byte[UsualSize];

    public int Start { get; private set; }

    public bool HasEnded { get; private set; }

    public InputEnding Ending => input.Ending;

    public Span<byte> Pending => Buffer.AsSpan(Start, end - Start);

    /// <summary>
    /// Adds bytes or finds the end; false when nothing is new: the end was known, or what is pending is as much as a row may have.
    /// </summary>
    public bool Fill()
    {
        if (HasEnded || Pending.Length >= SizeMax)
        {
            return false;
        }

        MakeRoom();
        while (end < Buffer.Length && !HasEnded)
        {
            var count = input.Read(Buffer.AsSpan(end));
            end += count;
            HasEnded = count == 0;
        }

        return true;
    }

    /// <summary>Moves the front over whole lines.</summary>
    public void Take(int length, int lineCount)
    {
        Start += length;
        Line += lineCount;
    }

    /// <summary>Moves the front behind the next line end, however far away it is.</summary>
    public void SkipLine()
    {
        int length;
        while ((length = Pending.IndexOf((byte)'\n')) < 0)
        {
            Start = end;
            if (!Fill())
            {
                return;
            }
        }

        Take(length + 1, 1);
    }

    private void MakeRoom()
    {
        var pending = Pending.Length;
        var target = pending < Buffer.Length ? Buffer : new byte[Math.Min(Buffer.Length * 2, SizeMax)];
        Pending.CopyTo(target);
        (Buffer, Start, end) = (target, 0, pending);
    }
}
