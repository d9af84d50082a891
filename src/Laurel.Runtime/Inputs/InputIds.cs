using System.Security.Cryptography;
using System.Text;
using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Runtime.Inputs;

/// <summary>Where the ids of inputs come from.</summary>
public static class InputIds
{
    /// <summary>
    /// The id of an event with an idempotency key: the first 128 bits of SHA-256 over user, metric and key, as a UUID
    /// (version 8). The same event therefore has the same id in every database.
    /// </summary>
    public static InputId OfKey(string user, string metric, string key)
    {
        var text = $"{user}\0{metric}\0{key}";
        Span<byte> utf8 = stackalloc byte[1024];
        if (!Encoding.UTF8.TryGetBytes(text, utf8, out var length))
        {
            return Of(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(utf8[..length], hash);
        return Of(hash);
    }

    /// <summary>An id for an input without key: a UUID version 7, so that ids grow with time.</summary>
    public static InputId New(Instant at) => new(Guid.CreateVersion7(at.ToDateTimeOffset()));

    private static InputId Of(Span<byte> hash)
    {
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new(new Guid(hash[..16], bigEndian: true));
    }
}
