using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Laurel.Bench.Http;

/// <summary>One HTTP/1.1 connection that stays open; cheaper than a whole client, which would take the server's processor.</summary>
internal sealed class PacedConnection : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Length = "Content-Length: "u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] request = new byte[4 * 1024];
    private readonly byte[] answer = new byte[256 * 1024];

    public static async Task<PacedConnection> Open(Uri server)
    {
        var connection = new PacedConnection();
        try
        {
            await connection.socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and reads the whole answer, which must be 201.</summary>
    public async ValueTask Send(string text)
    {
        await socket.SendAsync(request.AsMemory(0, Encoding.ASCII.GetBytes(text, request)));
        for (int read = 0, whole = int.MaxValue; read < whole;)
        {
            var count = await socket.ReceiveAsync(answer.AsMemory(read));
            read += count;
            whole = count == 0 ? throw new IOException("The server closed the connection.") : WholeLength(answer.AsSpan(0, read));
        }

        if (!answer.AsSpan(0, "HTTP/1.1 201".Length).SequenceEqual("HTTP/1.1 201"u8))
        {
            throw new IOException($"The server answered {Encoding.UTF8.GetString(answer, 0, 200)}");
        }
    }

    public void Dispose() => socket.Dispose();

    private static int WholeLength(ReadOnlySpan<byte> read)
    {
        var end = read.IndexOf(HeadEnd);
        if (end < 0)
        {
            return int.MaxValue;
        }

        var length = read[(read[..end].IndexOf(Length) + Length.Length)..];
        return end + HeadEnd.Length + int.Parse(length[..length.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
