using System.Diagnostics;
using System.Globalization;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;
using Laurel.Runtime.Databases;

namespace Laurel.Bench.Http;

/// <summary>A server whose users are all known already, each with one event of yesterday.</summary>
internal static class PopulatedServer
{
    private static readonly TimeSpan CatchUpMax = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan CatchUpPause = TimeSpan.FromMilliseconds(250);

    /// <param name="database">How Laurel names an empty database; null: a new file.</param>
    public static async Task<LaurelServer> Start(BenchRun run, int users, string? database = null)
    {
        var folder = run.NewFolder("http");
        database ??= $"sqlite:{Path.Combine(folder, "laurel.db")}";
        var (usersFile, eventsFile) = EventText.Write(folder, users);
        await Child.Output(LaurelServer.Program, "replay", eventsFile, "--users", usersFile, "--rulebook", run.Rulebook, "--database", database);
        var server = await LaurelServer.Start(database, run.Rulebook);
        try
        {
            await CaughtUp(server, database);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the server has done what fell due before: it does that once a day and user, beside the events.</summary>
    public static async Task<TimeSpan> CaughtUp(LaurelServer server, string database)
    {
        using var stored = Database.Open(database);
        var watch = Stopwatch.StartNew();
        while (CountDue(stored) is var due && due > 0)
        {
            if (server.Child.HasExited || watch.Elapsed > CatchUpMax)
            {
                var what = server.Child.HasExited ? "ended" : $"did not end within {CatchUpMax}";
                throw new InvalidOperationException($"The server {what} with {due} users who were not up to date.");
            }

            await Task.Delay(CatchUpPause);
        }

        return watch.Elapsed;
    }

    private static long CountDue(Database stored)
    {
        using var connection = stored.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from users where next_due_at <= {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Bytes of the answer to an event, without its headers.</summary>
    public static async Task<int> AnswerBytes(LaurelServer server)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        client.DefaultRequestHeaders.Add("X-API-KEY", LaurelServer.AdminKey);
        using var body = new StringContent(EventText.Body(1), System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/v1/metrics/lessons-completed/event", body);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
    }
}
