using System.IO.Compression;

namespace Laurel.Runtime.Replay;

/// <summary>How the bytes of a file came to their end.</summary>
internal enum InputEnding
{
    Complete,
    CutOff,
    Damaged,
}

/// <summary>
/// The bytes of a history file, unpacked when they are gzip.
/// <para>
/// The platform's gzip reader takes a file that is cut off for one that has ended. So the end is made visible: behind the file's own
/// bytes a small gzip member of known content is fed to it. A complete file is followed by exactly that content; in a file that is cut
/// off the member's bytes land in the middle of something else and cannot come out as themselves. This holds for several
/// members in one file too, where the sizes in the trailers would not tell.
/// </para>
/// </summary>
internal sealed class HistoryInput
{
    private readonly MarkedStream source;
    private readonly Stream content;
    private readonly bool isGzip;

    private HistoryInput(MarkedStream source)
    {
        this.source = source;
        isGzip = source.IsGzip;
        content = isGzip ? new GZipStream(source, CompressionMode.Decompress) : source;
    }

    /// <summary>How it ended; known when <see cref="Read"/> has given 0.</summary>
    public InputEnding Ending { get; private set; }

    public static HistoryInput Open(Stream source) => new(new MarkedStream(source));

    /// <summary>Reads some bytes; 0 at the end, whatever the ending.</summary>
    public int Read(Span<byte> buffer)
    {
        if (!isGzip)
        {
            return content.Read(buffer);
        }

        try
        {
            var count = content.Read(buffer);
            return source.MarkWasRead || count == 0 ? End(buffer[..count]) : count;
        }
        catch (InvalidDataException)
        {
            Ending = source.MarkWasRead ? InputEnding.CutOff : InputEnding.Damaged;
            return 0;
        }
    }

    // The reader hands out all it has before it asks for more, so what comes with the mark or after it is not the file's. A reader that
    // ends without having asked for the mark met bytes that are not gzip.
    private int End(ReadOnlySpan<byte> first)
    {
        Span<byte> tail = stackalloc byte[MarkedStream.MarkContent.Length + 1];
        var length = Math.Min(first.Length, tail.Length);
        first[..length].CopyTo(tail);
        length += content.ReadAtLeast(tail[length..], tail.Length - length, throwOnEndOfStream: false);
        Ending = !source.MarkWasRead ? InputEnding.Damaged
            : tail[..length].SequenceEqual(MarkedStream.MarkContent) ? InputEnding.Complete
            : InputEnding.CutOff;
        return 0;
    }
}
