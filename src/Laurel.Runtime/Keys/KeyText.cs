using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Laurel.Runtime.Keys;

/// <summary>How keys are written: <c>prefix.secret</c>. Only a hash of the secret is kept.</summary>
internal static class KeyText
{
    private const int SecretBytes = 32;
    private const int HashBytes = SHA256.HashSizeInBytes;
    private const int LengthMax = 255;
    private const string PrefixLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A prefix for a new key: eight letters for admin keys, <c>app_</c> and eight for user keys.</summary>
    public static string NewPrefix(KeyKind kind) => (kind == KeyKind.User ? "app_" : "") + RandomNumberGenerator.GetString(PrefixLetters, 8);

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Both halves of a key; false when one is missing.</summary>
    public static bool TrySplit(ReadOnlySpan<char> key, out ReadOnlySpan<char> prefix, out ReadOnlySpan<char> secret)
    {
        var dot = key.Length > LengthMax ? -1 : key.IndexOf('.');
        prefix = dot > 0 && dot < key.Length - 1 ? key[..dot] : "";
        secret = prefix.IsEmpty ? "" : key[(dot + 1)..];
        return !prefix.IsEmpty;
    }

    public static byte[] Hash(ReadOnlySpan<char> secret)
    {
        var hash = new byte[HashBytes];
        Hash(secret, hash);
        return hash;
    }

    /// <summary>Whether the secret has this hash; takes equally long whatever it is.</summary>
    public static bool HasHash(ReadOnlySpan<char> secret, ReadOnlySpan<byte> hash)
    {
        Span<byte> actual = stackalloc byte[HashBytes];
        Hash(secret, actual);
        return CryptographicOperations.FixedTimeEquals(actual, hash);
    }

    private static void Hash(ReadOnlySpan<char> secret, Span<byte> hash)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(LengthMax)];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(secret, utf8)], hash);
    }
}
