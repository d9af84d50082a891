using Laurel.Bench.Processes;
using Laurel.Bench.Runs;
using Laurel.Runtime.Databases;

namespace Laurel.Bench.Http;

/// <summary>A server whose users are all known already, each with one event of yesterday.</summary>
internal static class PopulatedServer
{
    private const int CatchUpSecondsMax = 1_800;

    /// <param name="database">How Laurel names an empty database; null: a new file.</param>
    public static async Task<LaurelServer> Start(BenchRun run, int users, string? database = null)
    {
        var folder = run.NewFolder("http");
        database ??= $"sqlite:{Path.Combine(folder, "laurel.db")}";
        var (usersFile, eventsFile) = EventText.Write(folder, users);
        await Child.Output(LaurelServer.Program, "replay", eventsFile, "--users", usersFile, "--rulebook", run.Rulebook, "--database", database);
        var server = await LaurelServer.Start(database, run.Rulebook);
        await CaughtUp(database, users);
        return server;
    }

    // What fell due since yesterday is done once a day and user, beside the events; measured is the day after that.
    private static async Task CaughtUp(string database, int users)
    {
        using var stored = Database.Open(database);
        for (var seconds = 0; seconds < CatchUpSecondsMax; seconds++)
        {
            using var connection = stored.Connect();
            using var command = connection.CreateCommand();
            command.CommandText = $"select count(*) from users where next_due_at <= {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}";
            if (command.ExecuteScalar() is 0L)
            {
                return;
            }

            await Task.Delay(1_000);
        }

        throw new InvalidOperationException($"{users} users were not brought up to date within {CatchUpSecondsMax} seconds.");
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
