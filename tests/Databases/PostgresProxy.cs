using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Laurel.Tests.Databases;

/// <summary>What becomes of a statement on its way to the server.</summary>
public enum Fate
{
    /// <summary>It goes through, and its answer comes back.</summary>
    Pass,

    /// <summary>The connection breaks before it: the server never sees it.</summary>
    CutBefore,

    /// <summary>The server has finished with it, and its answer is lost with the connection.</summary>
    LoseAnswer,

    /// <summary>The connection breaks for the client alone: the server is still at work on it.</summary>
    CutWhileRunning,
}

/// <summary>A way to a cluster that a test can cut, for good or at a statement of its choice.</summary>
public sealed class PostgresProxy : IDisposable
{
    private readonly string database;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly HashSet<ProxiedConnection> connections = [];
    private readonly Thread thread;
    private volatile bool isCut;

    /// <param name="database">How programs name it without the proxy.</param>
    public PostgresProxy(string database)
    {
        this.database = database;
        listener.Start();
        thread = new Thread(Accept) { IsBackground = true };
        thread.Start();
    }

    /// <summary>How programs name the database through the proxy.</summary>
    public string Text => new NpgsqlConnectionStringBuilder(database)
    {
        Host = $"{IPAddress.Loopback}",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
    }.ConnectionString;

    /// <summary>Asked for every statement, as often as it is run; on threads of the proxy.</summary>
    public Func<string, Fate> FateOf { get; set; } = _ => Fate.Pass;

    /// <summary>Breaks all connections, and takes none until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        isCut = true;
        lock (connections)
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }

            connections.Clear();
        }
    }

    public void Mend() => isCut = false;

    public void Dispose()
    {
        listener.Stop();
        Cut();
        thread.Join();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Take(listener.AcceptSocket());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end.
        }
    }

    private void Take(Socket client)
    {
        lock (connections)
        {
            if (isCut)
            {
                client.Dispose();
                return;
            }

            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            server.Connect(new UnixDomainSocketEndPoint(Path.Combine(new NpgsqlConnectionStringBuilder(database).Host ?? "", ".s.PGSQL.5432")));
            connections.Add(new(client, server, sql => FateOf(sql)));
        }
    }
}
