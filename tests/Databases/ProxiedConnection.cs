using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Laurel.Tests.Databases;

/// <summary>One connection through a <see cref="PostgresProxy"/>: messages of PostgreSQL's protocol, version 3, in both directions.</summary>
internal sealed class ProxiedConnection : IDisposable
{
    private const int ProtocolThree = 3 << 16;

    private readonly Socket client;
    private readonly Socket server;
    private readonly Func<string, Fate> fateOf;
    private readonly Dictionary<string, string> statements = new(StringComparer.Ordinal);
    private volatile Fate fate = Fate.Pass;

    public ProxiedConnection(Socket client, Socket server, Func<string, Fate> fateOf)
    {
        (this.client, this.server, this.fateOf) = (client, server, fateOf);
        client.NoDelay = true;
        Start(FromClient);
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    private void Start(Action pump) => new Thread(() =>
    {
        try
        {
            pump();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // One side is gone, and so the other, unless the server is to finish what it is at.
            client.Dispose();
            if (fate != Fate.CutWhileRunning)
            {
                server.Dispose();
            }
        }
    }) { IsBackground = true }.Start();

    private void FromClient()
    {
        // Before the start there are questions whether to encrypt, which are answered by one letter.
        for (var first = Read(client, hasType: false); ; first = Read(client, hasType: false))
        {
            server.Send(first);
            if (BinaryPrimitives.ReadInt32BigEndian(first.AsSpan(4)) == ProtocolThree)
            {
                break;
            }

            client.Send(ReadBytes(server, 1));
        }

        Start(FromServer);
        while (true)
        {
            var message = Read(client, hasType: true);
            if (StatementOf(message) is { } sql && fateOf(sql) is not Fate.Pass and var chosen)
            {
                fate = chosen;
            }

            if (fate == Fate.CutBefore)
            {
                Dispose();
            }

            server.Send(message);
            if (fate == Fate.CutWhileRunning && (char)message[0] is 'S' or 'Q')
            {
                client.Dispose();
            }
        }
    }

    private void FromServer()
    {
        while (true)
        {
            var message = Read(server, hasType: true);
            if (fate == Fate.Pass)
            {
                client.Send(message);
            }
            else if ((char)message[0] == 'Z')
            {
                // It is ready for more: what it was asked is done.
                Dispose();
            }
        }
    }

    // What a message runs: a statement that was prepared before (Bind), or one by its text (Query).
    private string? StatementOf(byte[] message)
    {
        var texts = Encoding.UTF8.GetString(message.AsSpan(5)).Split('\0', 3);
        switch ((char)message[0])
        {
            case 'P':
                statements[texts[0]] = texts[1];
                return null;
            case 'B':
                return statements.GetValueOrDefault(texts[1]);
            case 'Q':
                return texts[0];
            default:
                return null;
        }
    }

    private static byte[] Read(Socket socket, bool hasType)
    {
        var typeLength = hasType ? 1 : 0;
        var head = ReadBytes(socket, typeLength + 4);
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(typeLength));
        return [.. head, .. ReadBytes(socket, length - 4)];
    }

    private static byte[] ReadBytes(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = socket.Receive(bytes.AsSpan(at));
            at += read > 0 ? read : throw new EndOfStreamException();
        }

        return bytes;
    }
}
