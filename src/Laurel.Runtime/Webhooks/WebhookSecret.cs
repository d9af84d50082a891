using System.Buffers.Text;
using System.Security.Cryptography;

namespace Laurel.Runtime.Webhooks;

/// <summary>Secrets of endpoints: <c>whsec_</c> and the base64 of 24 to 64 random bytes, as Standard Webhooks writes them.</summary>
public static class WebhookSecret
{
    public const string Prefix = "whsec_";
    public const int BytesMin = 24;
    public const int BytesMax = 64;

    private const int BytesNew = 32;

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(BytesNew));

    /// <summary>What is wrong with a secret; null: nothing.</summary>
    public static string? Problem(string secret) =>
        !secret.StartsWith(Prefix, StringComparison.Ordinal) || !Base64.IsValid(secret.AsSpan(Prefix.Length), out var count)
            ? $"must be {Prefix} and base64 after it"
            : count is < BytesMin or > BytesMax ? $"must hold {BytesMin} to {BytesMax} bytes of base64 after {Prefix}, and holds {count}"
            : null;

    /// <summary>The bytes that Standard Webhooks signs with.</summary>
    public static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[Prefix.Length..]);
}
