using System.CommandLine;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Server.Commands;

/// <summary><c>laurel apply RULEBOOK</c>: a new version, also while a server runs on the same database.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("RULEBOOK") { Description = "A rulebook in YAML or JSON." };
        var database = Options.Database();
        var command = new Command("apply", "Makes a rulebook the next version, in force from now on, and prints what changed.") { file, database };
        command.SetAction(parsed => Apply(parsed.GetRequiredValue(file), parsed.GetRequiredValue(database)));
        return command;
    }

    private static int Apply(string file, string database)
    {
        var rulebook = Options.ReadRulebook(file);
        using var opened = Options.Open(database);
        var store = new RulebookStore(opened);
        var current = store.Load(Space.Default.Id)?.Current;
        var changes = RulebookChanges.Between(current?.Rulebook ?? Rulebook.Empty, rulebook);
        if (current is not null && changes.Count == 0)
        {
            Console.WriteLine($"Nothing changed; version {current.Version} stays in force.");
            return 0;
        }

        var version = store.Add(Space.Default.Id, rulebook, "command line", SystemClock.Instance.GetCurrentInstant());
        foreach (var change in changes)
        {
            Console.WriteLine(change);
        }

        Console.WriteLine($"Version {version} is in force.");
        return 0;
    }
}
