using System.CommandLine;
using Laurel.Core.Rulebooks;

namespace Laurel.Server.Commands;

/// <summary><c>laurel check RULEBOOK</c>: all problems at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("RULEBOOK") { Description = "A rulebook in YAML or JSON." };
        var command = new Command("check", "Reports every problem of a rulebook, each with path, value, limit and fix.") { file };
        command.SetAction(parsed =>
        {
            var rulebook = Options.ReadRulebook(parsed.GetRequiredValue(file));
            Console.WriteLine($"{parsed.GetRequiredValue(file)} is valid: {Counted(rulebook)}.");
            return 0;
        });
        return command;
    }

    private static string Counted(Rulebook rulebook) => string.Join(", ", new[]
    {
        Counted(rulebook.Metrics.Count, "metric"),
        Counted(rulebook.Streaks.Count, "streak"),
        Counted(rulebook.Achievements.Count, "achievement"),
        Counted(rulebook.Points.Count, "points system"),
        Counted(rulebook.Leaderboards.Count, "leaderboard"),
    });

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
