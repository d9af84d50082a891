using System.Globalization;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Http;

/// <summary>What a round of wrk came to; latencies in milliseconds.</summary>
internal sealed record WrkRound(double PerSecond, long Errors, double P50, double P99, double P999);

/// <summary>The load generator wrk, as many requests as the connections allow.</summary>
internal static class Wrk
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Http", "events.lua");

    /// <summary>The command as a person would type it.</summary>
    public static string Command(int connections, int seconds) => $"USERS=… KEY=… wrk -t1 -c{connections} -d{seconds}s -s benchmarks/Laurel.Bench/Http/events.lua http://127.0.0.1:…";

    /// <param name="path">Where all events go; null: to the addresses of their metrics.</param>
    public static async Task<WrkRound> Run(LaurelServer server, WrkLoad load, string? path = null)
    {
        List<string> variables = [$"USERS={load.Users}", $"KEY={LaurelServer.AdminKey}"];
        if (path is not null)
        {
            variables.Add($"PATH_OF={path}");
        }

        var output = await Child.Output("env", [.. variables, "wrk", "-t1", $"-c{load.Connections}", $"-d{load.Seconds}s", "-s", Script, server.Url]);
        var figures = output.Split('\n').Single(line => line.StartsWith("figures ", StringComparison.Ordinal)).Split(' ')[1..]
            .Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        var round = new WrkRound(figures[0] / figures[1] * 1e6, (long)figures[2], figures[3] / 1e3, figures[4] / 1e3, figures[5] / 1e3);
        BenchRun.Say($"  {load.Users} users, {load.Connections} connections{(path is null ? "" : $", {path}")}: {round}, load {Machine.Load()}");
        return round.Errors == 0 ? round : throw new InvalidOperationException($"{round.Errors} of the requests failed.");
    }
}

/// <summary>What wrk is asked to do.</summary>
internal sealed record WrkLoad(int Users, int Connections, int Seconds);
