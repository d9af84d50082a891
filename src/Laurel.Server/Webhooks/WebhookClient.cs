using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Laurel.Runtime.Webhooks;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>
/// Sends one message to one endpoint. Connects to public addresses only, looked at after the name was resolved; follows no redirects,
/// keeps no cookies, uses no proxy, and reads no more of an answer than is kept.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int AnswerBytesMax = 4 * DeliveryAnswer.TextMax;

    private readonly HttpClient client;
    private readonly TimeSpan timeout;

    public WebhookClient(bool allowsPrivate, Duration timeout)
    {
        this.timeout = timeout.ToTimeSpan();
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellation) => Connect(context.DnsEndPoint, allowsPrivate, cancellation),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Laurel", null));
    }

    /// <summary>What came of it; never throws but when <paramref name="cancellation"/> is.</summary>
    public async Task<DeliveryAnswer> Send(WebhookEndpoint endpoint, WebhookMessage message, Instant now, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        try
        {
            using var request = RequestOf(endpoint, message, now);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return new DeliveryAnswer((int)response.StatusCode, await TextOf(response, patience.Token), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryAnswer(null, null, $"There was no answer within {timeout.TotalSeconds:0.###} seconds.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException or InvalidOperationException)
        {
            return new DeliveryAnswer(null, null, (error.InnerException as ClosedAddressException ?? error).Message);
        }
    }

    public void Dispose() => client.Dispose();

    private static HttpRequestMessage RequestOf(WebhookEndpoint endpoint, WebhookMessage message, Instant now)
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        var timestamp = now.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Trophy-Signature", WebhookSignature.OfBody(endpoint.Secret, body));
        request.Headers.Add("webhook-id", message.WireId);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Standard(endpoint.SecretsAt(now), message.WireId, timestamp, body));
        return request;
    }

    private static async Task<string> TextOf(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[AnswerBytesMax];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        var text = new string([.. Encoding.UTF8.GetString(buffer.AsSpan(0, count)).Select(letter => letter == '\0' ? '\uFFFD' : letter)]);
        return text.Length <= DeliveryAnswer.TextMax ? text : text[..DeliveryAnswer.TextMax];
    }

    private static async ValueTask<Stream> Connect(DnsEndPoint target, bool allowsPrivate, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        IPAddress[] allowed = allowsPrivate ? addresses : [.. addresses.Where(AddressRule.IsPublic)];
        if (allowed.Length == 0)
        {
            throw new ClosedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class ClosedAddressException() : IOException("The host has no address in the public internet; start the server with --allow-private-webhooks to send there.");
}
