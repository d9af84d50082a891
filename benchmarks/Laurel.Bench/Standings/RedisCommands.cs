using System.Buffers.Text;
using System.Text;

namespace Laurel.Bench.Standings;

/// <summary>Commands in Redis' protocol, one after the other in a buffer.</summary>
internal sealed class RedisCommands
{
    private readonly byte[] number = new byte[20];
    private byte[] buffer = new byte[64 * 1024];
    private int length;

    /// <summary>Commands since the last <see cref="Clear"/>; each gets one reply.</summary>
    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Arguments are ASCII texts or whole numbers.</summary>
    public void Add(params ReadOnlySpan<RedisArgument> arguments)
    {
        Count++;
        if (buffer.Length - length < 1024)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        Head('*', arguments.Length);
        foreach (var argument in arguments)
        {
            Utf8Formatter.TryFormat(argument.Number, number, out var digits);
            Head('$', argument.Text.Length + (argument.HasNumber ? digits : 0));
            length += Encoding.ASCII.GetBytes(argument.Text, buffer.AsSpan(length));
            Put(number.AsSpan(0, argument.HasNumber ? digits : 0));
            Put("\r\n"u8);
        }
    }

    public void Clear() => (Count, length) = (0, 0);

    private void Head(char kind, int count)
    {
        buffer[length++] = (byte)kind;
        Utf8Formatter.TryFormat(count, buffer.AsSpan(length), out var written);
        length += written;
        Put("\r\n"u8);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }
}

/// <summary>A text, a number, or a text that ends in a number.</summary>
internal readonly record struct RedisArgument(string Text, long Number, bool HasNumber)
{
    public static implicit operator RedisArgument(string text) => new(text, 0, false);

    public static implicit operator RedisArgument(long number) => new("", number, true);
}
