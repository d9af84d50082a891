using System.IO.Compression;

namespace Laurel.Bench.Ingest;

/// <summary>A history in a file, and how its users go on: one more event of one of them.</summary>
/// <param name="UsersFile">Their zones and attributes; null: nothing is known of them.</param>
internal sealed record History(string Name, string Rulebook, string EventsFile, string? UsersFile)
{
    private const string Clicks = "learning-oulad";

    public required int EventCount { get; init; }

    public required int UserCount { get; init; }

    public required Func<Random, NextEvent> NextEvent { get; init; }

    /// <summary>The arguments of <c>laurel replay</c>.</summary>
    public IEnumerable<string> Arguments => [EventsFile, "--rulebook", Rulebook, .. UsersFile is null ? (string[])[] : ["--users", UsersFile]];

    /// <summary>Writes a generated history into a folder.</summary>
    public static History Generated(string folder, string rulebook, int events)
    {
        var users = Math.Max(1, events / 10);
        var (usersFile, eventsFile) = (Path.Combine(folder, "users.csv"), Path.Combine(folder, "events.csv"));
        var history = new GeneratedHistory(events, users);
        history.WriteUsers(usersFile);
        history.WriteEvents(eventsFile);
        return new("generated", rulebook, eventsFile, usersFile)
        {
            EventCount = events,
            UserCount = users,
            NextEvent = random => new("lessons-completed", $"user-{random.Next(1, users + 1)}", ""","attributes":{"difficulty":"easy"}"""),
        };
    }

    /// <summary>The clicks of an online university. Real histories lie beside the repository where there are any; see docs/internals/testing.md.</summary>
    public static History? Real()
    {
        var parent = new DirectoryInfo(AppContext.BaseDirectory);
        while (parent is not null && !File.Exists(EventsIn(parent)))
        {
            parent = parent.Parent;
        }

        if (parent is null)
        {
            return null;
        }

        var file = EventsIn(parent);
        var (count, users) = Read(file);
        return new(Clicks, Path.Combine(AppContext.BaseDirectory, "Ingest", "oulad.yaml"), file, null)
        {
            EventCount = count,
            UserCount = users.Length,
            NextEvent = random => new("vle_homepage", users[random.Next(users.Length)], ""),
        };
    }

    private static string EventsIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "shared", "data", Clicks, "events.csv.gz");

    // The second column of seq,user,…
    private static (int Count, string[] Users) Read(string file)
    {
        using var rows = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        rows.ReadLine();
        var (count, users) = (0, new HashSet<string>(StringComparer.Ordinal));
        for (; rows.ReadLine() is { } row; count++)
        {
            users.Add(row.Split(',', 3)[1]);
        }

        return (count, [.. users]);
    }
}
