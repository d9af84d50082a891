using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Core.Facts;

/// <summary>
/// Identity of a fact: a pure function of what caused it, so that deriving the fact again gives the same id.
/// A 128-bit value; unique within a user up to chance.
/// </summary>
public readonly record struct FactId(ulong High, ulong Low)
{
    /// <summary>Where the facts of an input start.</summary>
    public static FactId Of(InputId input)
    {
        Span<byte> bytes = stackalloc byte[16];
        input.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>Where the facts of a due instant start.</summary>
    public static FactId Of(ulong userSeed, Instant due) => new FactId(userSeed, 0).Then((ulong)due.ToUnixTimeMilliseconds());

    /// <summary>The id of what <paramref name="seed"/> (a rule, a step) concludes from this fact.</summary>
    public FactId Then(ulong seed)
    {
        unchecked
        {
            var high = Mix(High ^ (seed * 0x9E3779B97F4A7C15UL) ^ BitOperations.RotateLeft(Low, 32));
            return new(high, Mix(Low + (seed * 0xC2B2AE3D27D4EB4FUL) + high));
        }
    }

    /// <summary>The id of what is concluded about something that has a name. Quicker than by <see cref="Seed"/>, for names that are not known before.</summary>
    public FactId Then(string name)
    {
        var (id, part) = (Then((ulong)name.Length), 0UL);
        for (var i = 0; i < name.Length; i++)
        {
            part = (part << 16) | name[i];
            if (i % 4 == 3 || i == name.Length - 1)
            {
                (id, part) = (id.Then(part), 0);
            }
        }

        return id;
    }

    /// <summary>A rule's or user's name as a number to mix in. Stable across machines and versions.</summary>
    public static ulong Seed(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>As 32 hexadecimal digits.</summary>
    public string ToHex() => $"{High:x16}{Low:x16}";

    /// <summary>The id of 32 hexadecimal digits; throws when it is none.</summary>
    public static FactId OfHex(string hex) => new(Convert.ToUInt64(hex[..16], 16), Convert.ToUInt64(hex[16..], 16));

    /// <summary>As a UUID (version 8, variant RFC 9562), for the wire.</summary>
    public Guid ToGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    // The 64-bit finalizer of MurmurHash3: every input bit reaches every output bit.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCDUL;
            value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53UL;
            return value ^ (value >> 33);
        }
    }
}
