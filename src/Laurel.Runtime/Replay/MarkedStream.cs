using System.IO.Compression;

namespace Laurel.Runtime.Replay;

/// <summary>A stream that looks at its first bytes and, when they are gzip, adds a last member of known content.</summary>
internal sealed class MarkedStream : Stream
{
    private static readonly byte[] Mark = Pack(MarkContent);

    private readonly Stream inner;
    private readonly byte[] head = new byte[2];
    private int headStart;
    private readonly int headEnd;

    public MarkedStream(Stream inner)
    {
        this.inner = inner;
        headEnd = inner.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        IsGzip = head is [0x1F, 0x8B];
    }

    public static ReadOnlySpan<byte> MarkContent => [0x9D, 0x02, 0xE7, 0x41, 0xFB, 0x86, 0x1C, 0xD3, 0x58, 0xAA, 0x0F, 0xC4, 0x73, 0xB9, 0x2E, 0x65];

    public bool IsGzip { get; }

    public bool MarkWasRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (headStart < headEnd)
        {
            var count = Math.Min(buffer.Length, headEnd - headStart);
            head.AsSpan(headStart, count).CopyTo(buffer);
            headStart += count;
            return count;
        }

        var read = inner.Read(buffer);
        return read == 0 && IsGzip && !MarkWasRead ? ReadMark(buffer) : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The gzip reader asks for thousands of bytes at a time, so that the mark fits.
    private int ReadMark(Span<byte> buffer)
    {
        MarkWasRead = true;
        Mark.CopyTo(buffer);
        return Mark.Length;
    }

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
