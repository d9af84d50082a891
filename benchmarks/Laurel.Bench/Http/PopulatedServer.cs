using System.Diagnostics;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Bench.Http;

/// <summary>A server whose users are all known already, each with one event of yesterday.</summary>
internal static class PopulatedServer
{
    private static readonly TimeSpan CatchUpMax = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan CatchUpPause = TimeSpan.FromMilliseconds(25);

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

    /// <summary>Waits until the server has done what fell due before: it does that once a day and user, beside the events. How long that took from now on.</summary>
    public static async Task<TimeSpan> CaughtUp(LaurelServer server, string database)
    {
        var watch = Stopwatch.StartNew();
        using var stored = Database.Open(database);
        while (AnybodyIsDue(stored))
        {
            if (server.Child.HasExited || watch.Elapsed > CatchUpMax)
            {
                throw new InvalidOperationException($"The server {(server.Child.HasExited ? "ended before all users were up to date" : $"did not bring all users up to date within {CatchUpMax}")}.");
            }

            await Task.Delay(CatchUpPause);
        }

        return watch.Elapsed;
    }

    // Not how many: looked at so often, counting would take its share of the machine.
    private static bool AnybodyIsDue(Database stored)
    {
        using var connection = stored.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"select 1 from users where space_id = {Space.Default.Id} and next_due_at <= {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()} limit 1";
        return command.ExecuteScalar() is not null;
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
