using System.Diagnostics;
using System.Threading.Channels;

namespace Laurel.Bench.Http;

/// <summary>Latencies in milliseconds, from the moment at which a request was due.</summary>
internal sealed record PacedRound(double PerSecond, double P50, double P99, double P999, double Max);

/// <summary>
/// Sends at a fixed rate whatever the answers do. A request that has to wait for a free connection waits on the server's account: its
/// latency counts from when it was due, so a pause of the server is seen by all requests that fell into it.
/// </summary>
internal sealed class PacedLoad(Uri server, int perSecond, int users)
{
    private const int ConnectionCount = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Channel<long> due = Channel.CreateUnbounded<long>(new() { SingleWriter = true });

    public async Task<PacedRound> Run(TimeSpan length)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, ConnectionCount).Select(_ => PacedConnection.Open(server)));
        var senders = connections.Select((connection, number) => Task.Run(() => Send(connection, number))).ToList();
        var pacer = new Thread(() => Pace(length)) { IsBackground = true };
        pacer.Start();
        var answered = await Answered(senders, length);
        var latencies = answered.SelectMany(list => list).Order().ToArray();
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return new(latencies.Length / length.TotalSeconds, At(latencies, 0.5), At(latencies, 0.99), At(latencies, 0.999), At(latencies, 1));
    }

    private static async Task<List<double>[]> Answered(IEnumerable<Task<List<double>>> senders, TimeSpan length)
    {
        try
        {
            return await Task.WhenAll(senders).WaitAsync(length + Patience);
        }
        catch (TimeoutException error)
        {
            throw new InvalidOperationException($"The server had not answered everything {Patience} after the last request.", error);
        }
    }

    // Wakes every millisecond and hands out what has become due.
    private void Pace(TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var count = (long)(perSecond * length.TotalSeconds);
        for (long sent = 0; sent < count;)
        {
            var until = Math.Min(count, (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond));
            for (; sent < until; sent++)
            {
                due.Writer.TryWrite(start + (sent * Stopwatch.Frequency / perSecond));
            }

            Thread.Sleep(1);
        }

        due.Writer.Complete();
    }

    private async Task<List<double>> Send(PacedConnection connection, int seed)
    {
        var random = new Random(seed);
        var latencies = new List<double>();
        await foreach (var at in due.Reader.ReadAllAsync())
        {
            await connection.Send(EventText.Request(random.Next(1, users + 1)));
            latencies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }

        return latencies;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
