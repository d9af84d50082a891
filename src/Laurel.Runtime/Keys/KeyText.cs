using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Laurel.Runtime.Keys;

/// <summary>How keys are written: <c>prefix.secret</c>. Only a hash of the secret is kept.</summary>
internal static class KeyText
{
    private const int SecretBytes = 32;
    private const int LengthMax = 255;
    private const string PrefixLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A prefix for a new key: eight letters for admin keys, <c>app_</c> and eight for user keys.</summary>
    public static string NewPrefix(KeyKind kind) => (kind == KeyKind.User ? "app_" : "") + RandomNumberGenerator.GetString(PrefixLetters, 8);

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Both halves of a key; false when one is missing.</summary>
    public static bool TrySplit(string key, out string prefix, out string secret)
    {
        var dot = key.Length > LengthMax ? -1 : key.IndexOf('.');
        (prefix, secret) = dot > 0 && dot < key.Length - 1 ? (key[..dot], key[(dot + 1)..]) : ("", "");
        return prefix.Length > 0;
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
