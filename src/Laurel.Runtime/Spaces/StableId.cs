using System.Security.Cryptography;
using System.Text;

namespace Laurel.Runtime.Spaces;

/// <summary>Ids of definitions for the wire, where the rulebook itself knows only keys.</summary>
public static class StableId
{
    /// <summary>
    /// The first 128 bits of SHA-256 over space, kind and keys, as a UUID (version 8, RFC 9562): the same definition has the
    /// same id after every restart and in every rulebook version.
    /// </summary>
    /// <param name="kind">metric, achievement, points, trigger, level, boost, leaderboard, streak.</param>
    /// <param name="keys">Of the definition, and before it of what contains it.</param>
    public static Guid Of(Space space, string kind, params ReadOnlySpan<string> keys)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{space.Id}\0{kind}\0{string.Join('\0', keys)}"), hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash[..16], bigEndian: true);
    }
}
