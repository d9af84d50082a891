using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Laurel.Bench.Processes;

namespace Laurel.Bench.Standings;

/// <summary>A Redis of its own on a free port, which keeps nothing on disk.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly Child child;
    private readonly Socket socket;

    private RedisServer(Child child, Socket socket) => (this.child, this.socket) = (child, socket);

    public static async Task<RedisServer> Start()
    {
        var port = FreePort.Find();
        var child = Child.Start("redis-server", "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning");
        Socket? socket = null;
        await Child.Ready("Redis", child, async () => (socket = await Connect(port)) is not null);
        return new(child, socket ?? throw new InvalidOperationException("Redis took no connection."));
    }

    /// <summary>Operations per second of Redis' own processor time, and of the clock. An operation is what <paramref name="write"/> writes.</summary>
    public RedisRate Rate(int operations, Action<RedisCommands> write)
    {
        RedisRate best = new(0, 0);
        for (var round = 0; round < 2; round++)
        {
            var (cpu, clock) = (child.ProcessorTime(), System.Diagnostics.Stopwatch.StartNew());
            RedisPipeline.Run(socket, operations, write);
            var used = child.ProcessorTime() - cpu;
            best = new(Math.Max(best.PerProcessorSecond, operations / used.TotalSeconds), Math.Max(best.PerSecond, operations / clock.Elapsed.TotalSeconds));
        }

        return best;
    }

    /// <summary>What Redis says that it holds.</summary>
    public long UsedBytes()
    {
        var text = RedisPipeline.Ask(socket, "INFO", "memory");
        var line = text.Split("\r\n").Single(line => line.StartsWith("used_memory:", StringComparison.Ordinal));
        return long.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
    }

    public string Version() => RedisPipeline.Ask(socket, "INFO", "server").Split("\r\n").Single(line => line.StartsWith("redis_version:", StringComparison.Ordinal)).Split(':')[1];

    private static async Task<Socket?> Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        child.Dispose();
    }
}

/// <summary>How often per second Redis did something.</summary>
internal sealed record RedisRate(double PerProcessorSecond, double PerSecond);
