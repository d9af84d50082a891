using System.Diagnostics;
using System.Threading.Channels;

namespace Laurel.Bench.Http;

/// <summary>Latencies in milliseconds, from the moment at which a request was due.</summary>
internal sealed record PacedRound(double PerSecond, double P50, double P99, double P999, double Max);

/// <summary>
/// Sends at a fixed rate whatever the answers do. A request that has to wait for a free connection waits on the server's account: its
/// latency counts from when it was due, so a pause of the server is seen by all requests that fell into it.
/// </summary>
/// <param name="next">Makes a whole request.</param>
internal sealed class PacedLoad(Uri server, int perSecond, Func<Random, string> next)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Channel<long> due = Channel.CreateUnbounded<long>();

    public int ConnectionCount { get; init; } = 64;

    /// <summary>Another one gives other requests.</summary>
    public int Seed { get; init; }

    public async Task<PacedRound> Run(TimeSpan length)
    {
        var connections = new List<PacedConnection>();
        try
        {
            while (connections.Count < ConnectionCount)
            {
                connections.Add(await PacedConnection.Open(server));
            }

            return await Run(connections, length);
        }
        finally
        {
            // Where a request failed or patience ended, the pacer and the other senders end too.
            due.Writer.TryComplete();
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private async Task<PacedRound> Run(List<PacedConnection> connections, TimeSpan length)
    {
        var senders = connections.Select((connection, number) => Task.Run(() => Send(connection, number))).ToList();
        var pacer = new Thread(() => Pace(length)) { IsBackground = true };
        pacer.Start();
        var answered = await Answered(senders, length);
        var latencies = answered.SelectMany(list => list).Order().ToArray();
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

    // Wakes every millisecond and hands out what has become due, unless the others have given up.
    private void Pace(TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var count = (long)(perSecond * length.TotalSeconds);
        for (long sent = 0; sent < count;)
        {
            var until = Math.Min(count, (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond));
            for (; sent < until; sent++)
            {
                if (!due.Writer.TryWrite(start + (sent * Stopwatch.Frequency / perSecond)))
                {
                    return;
                }
            }

            Thread.Sleep(1);
        }

        due.Writer.TryComplete();
    }

    private async Task<List<double>> Send(PacedConnection connection, int number)
    {
        var random = new Random((Seed * ConnectionCount) + number);
        var latencies = new List<double>();
        try
        {
            await foreach (var at in due.Reader.ReadAllAsync())
            {
                await connection.Send(next(random));
                latencies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
        }
        catch (Exception error)
        {
            due.Writer.TryComplete(error);
            throw;
        }

        return latencies;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
