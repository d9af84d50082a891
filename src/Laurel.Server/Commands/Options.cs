using System.CommandLine;
using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Commands;

/// <summary>Options and arguments that several verbs share, and how they are understood.</summary>
internal static class Options
{
    public static Option<string> Database() => new("--database")
    {
        Description = "Where the data is: sqlite:FILE or postgres://user:password@host/name. Also LAUREL_DATABASE.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LAUREL_DATABASE") is { Length: > 0 } value ? value : "sqlite:data/laurel.db",
    };

    public static Option<string?> AsOf() => new("--as-of") { Description = "An instant such as 2026-08-22T00:00:00Z." };

    public static Engine OpenEngine(string database, bool keepsProjections, Duration? lateWindow = null) =>
        Engine.Open(new EngineOptions(Known(database), SystemClock.Instance) { KeepsProjections = keepsProjections, LateWindow = lateWindow });

    /// <summary>A database, created when absent.</summary>
    public static Runtime.Databases.Database Open(string database) => Runtime.Databases.Database.Open(Known(database));

    /// <summary>A database that must exist already, for reading.</summary>
    public static Runtime.Databases.Database OpenExisting(string database) => Exists(database)
        ? Open(database)
        : throw new CommandException($"--database: {PlaceOf(database)} does not exist.");

    public static bool Exists(string database) => Runtime.Databases.Database.Exists(Known(database));

    /// <summary>What people call the database: a file, or a server and a name.</summary>
    public static string PlaceOf(string database) => Runtime.Databases.Database.NameOf(Known(database));

    private static string Known(string database) => Runtime.Databases.Database.IsNamed(database)
        ? database
        : throw new CommandException(
            $"--database: '{database}' is not understood; write sqlite:FILE, for example sqlite:data/laurel.db, or postgres://user:password@host:5432/name.");

    public static Instant? InstantOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parsed = InstantPattern.ExtendedIso.Parse(text);
        if (!parsed.Success)
        {
            throw new CommandException($"--as-of: '{text}' is not an instant; write 2026-08-22T00:00:00Z.");
        }

        return parsed.Value >= Limits.EarliestAt && parsed.Value < Limits.LatestAt
            ? parsed.Value
            : throw new CommandException($"--as-of: '{text}' does not lie between {Limits.EarliestAt} and {Limits.LatestAt}.");
    }

    /// <summary>Throws unless there is a file to read.</summary>
    public static void RequireFile(string file)
    {
        if (!File.Exists(file))
        {
            throw new CommandException(Directory.Exists(file) ? $"{file} is a folder, not a file." : $"{file} does not exist.");
        }
    }

    /// <summary>The rulebook in a file; all its problems go to standard error otherwise.</summary>
    public static Rulebook ReadRulebook(string file)
    {
        RequireFile(file);
        var text = File.ReadAllText(file);
        var reading = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? RulebookJson.Read(text) : RulebookYaml.Read(text);
        foreach (var problem in reading.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        return reading.Rulebook is { } rulebook && reading.Problems.Count == 0
            ? rulebook
            : throw new CommandException($"{file} has {reading.Problems.Count} {(reading.Problems.Count == 1 ? "problem" : "problems")}.");
    }

    /// <summary>
    /// Makes sure that the database works with the rulebook: an empty database takes it, one that has it already goes on, and
    /// one with another is left alone. Without a file, the database must have one.
    /// </summary>
    public static async Task<Plan> UseRulebook(Engine engine, Space space, string? file)
    {
        var timeline = TimelineFor(engine, space, file);
        if (engine.TimelineOf(space) is null)
        {
            await engine.Apply(space, timeline.Current.Rulebook, "command line");
        }

        return engine.TimelineOf(space)?.Current ?? throw new InvalidOperationException("A rulebook was applied and is not there.");
    }

    /// <summary>The rulebook versions that <see cref="UseRulebook"/> would come to; nothing changes.</summary>
    public static Timeline TimelineFor(Engine engine, Space space, string? file)
    {
        var rulebook = file is null ? null : ReadRulebook(file);
        if (engine.TimelineOf(space) is { } timeline)
        {
            return rulebook is null || rulebook == timeline.Current.Rulebook
                ? timeline
                : throw new CommandException($"{engine.Database.Name} has another rulebook (version {timeline.Current.Version}) than {file}; use 'laurel apply' to change it, or another --database.");
        }

        return rulebook is null
            ? throw new CommandException($"{engine.Database.Name} has no rulebook yet; name one with --rulebook.")
            : Timeline.Of(rulebook);
    }
}
