using System.Security.Cryptography;
using System.Text;

namespace Laurel.Runtime.Webhooks;

/// <summary>How messages are signed, so that receivers know where they come from.</summary>
public static class WebhookSignature
{
    /// <summary>The value of X-Trophy-Signature: base64 of HMAC-SHA256 over the body, with the text of the secret as key.</summary>
    public static string OfBody(string secret, ReadOnlySpan<byte> body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>
    /// The value of webhook-signature as Standard Webhooks defines it: for each secret <c>v1,</c> and the base64 of HMAC-SHA256 over
    /// id, timestamp and body, separated by dots; separated by blanks.
    /// </summary>
    public static string Standard(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(WebhookSecret.KeyOf(secret), signed))));
    }
}
