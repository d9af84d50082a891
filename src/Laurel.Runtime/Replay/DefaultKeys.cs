using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Laurel.Runtime.Replay;

/// <summary>
/// Idempotency keys for events that bring none: <c>replay:</c>, 128 bits of a hash in hex, <c>:</c>, and the event's number among the
/// identical ones of this run.
/// <para>
/// Why the content: a key from the line or the file's name would count a file again when it is run again after a line was added in
/// front, or under another name. What happened is the same whatever file tells it, so the key is made of what happened: user, metric,
/// instant, value (1.50 is 1.5) and attributes (in any order). Events that differ in any of these have different keys, whichever
/// files they are in; two files that overlap count the overlap once.
/// </para>
/// <para>
/// Why the number: real histories hold identical rows that are different events. The first is number 1, its twin number 2, and so on. A
/// second run gives the same numbers. The limit of this: twins that are told by two files, one each, are taken for one event; such files
/// need keys of their own.
/// </para>
/// <para>One instance per run; events must come user by user and in order of time (see <see cref="EventOrder"/>), so that only one instant's twins are kept.</para>
/// </summary>
public sealed class DefaultKeys
{
    private const int HashBytes = 16;

    private static readonly IReadOnlyDictionary<string, string> NoAttributes = new Dictionary<string, string>();

    private readonly Dictionary<UInt128, int> counts = [];
    private readonly ArrayBufferWriter<byte> content = new();
    private (string User, Instant At) current = ("", Instant.MinValue);

    /// <summary>
    /// Events come in any order. The keys are the same; every content is remembered until the end then, 20 bytes for each event
    /// without a key of its own.
    /// </summary>
    public bool IsUnordered { get; init; }

    /// <summary>The event's own key, or else the key made of its content.</summary>
    /// <exception cref="ArgumentException">The event is older than the one before, of the same user.</exception>
    public string KeyOf(in EventRow row)
    {
        Advance(row.User, row.At);
        return row.Key ?? KeyOfContent(row);
    }

    private void Advance(string user, Instant at)
    {
        if (IsUnordered || current == (user, at))
        {
            return;
        }

        if (current.User == user && at < current.At)
        {
            throw new ArgumentException("A user's events must come in order of time.");
        }

        counts.Clear();
        current = (user, at);
    }

    private string KeyOfContent(in EventRow row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        WriteContent(row);
        SHA256.HashData(content.WrittenSpan, hash);
        var number = Count(BinaryPrimitives.ReadUInt128BigEndian(hash));
        return string.Create(CultureInfo.InvariantCulture, $"replay:{Convert.ToHexStringLower(hash[..HashBytes])}:{number}");
    }

    private int Count(UInt128 hash)
    {
        counts.TryGetValue(hash, out var count);
        return counts[hash] = count + 1;
    }

    // Every part has a fixed size or is led by its length, so that no two contents are written alike.
    private void WriteContent(in EventRow row)
    {
        content.ResetWrittenCount();
        Write(row.User);
        Write(row.Metric);
        Write(row.At.ToUnixTimeMilliseconds());
        Write(Plain(row.Value).ToString(CultureInfo.InvariantCulture));
        foreach (var (name, text) in (row.Attributes ?? NoAttributes).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Write(name);
            Write(text);
        }
    }

    // Dividing by a one of full precision drops trailing zeros; a negative zero is zero.
    private static decimal Plain(decimal value) => value == 0 ? 0 : value / 1.0000000000000000000000000000m;

    private void Write(string text)
    {
        Write(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, content);
    }

    private void Write(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(content.GetSpan(sizeof(long)), number);
        content.Advance(sizeof(long));
    }
}
