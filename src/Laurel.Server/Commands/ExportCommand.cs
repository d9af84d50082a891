using System.CommandLine;
using Laurel.Core.Leaderboards;
using Laurel.Runtime;
using Laurel.Runtime.Exports;
using Laurel.Runtime.Replay;
using Laurel.Runtime.Spaces;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Commands;

/// <summary><c>laurel export KIND</c>: CSV on standard output, also while a server runs on the same file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = "totals, streaks, points, achievements or standings." };
        kind.AcceptOnlyFromAmong("totals", "streaks", "points", "achievements", "standings");
        var board = new Option<string?>("--board") { Description = "Key of the leaderboard, for standings." };
        var run = new Option<string?>("--run") { Description = "A date within the run (default: the latest run)." };
        var group = new Option<string[]>("--group") { Description = "Values of the breakdown attributes, in their order.", AllowMultipleArgumentsPerToken = true };
        var asOf = Options.AsOf();
        var database = Options.Database();
        var command = new Command("export", "Writes results as CSV.") { kind, board, run, group, asOf, database };
        command.SetAction(parsed =>
        {
            using var opened = Options.OpenExisting(parsed.GetRequiredValue(database));
            var engine = new EngineReader(opened);
            engine.Refresh(Space.Default);
            using var output = new StreamWriter(Console.OpenStandardOutput());
            var exports = new Exports(engine, Space.Default, new CsvWriter(output));
            var at = Options.InstantOf(parsed.GetValue(asOf));
            switch (parsed.GetRequiredValue(kind))
            {
                case "totals":
                    exports.WriteTotals(at);
                    break;
                case "streaks":
                    exports.WriteStreaks(at);
                    break;
                case "points":
                    exports.WritePoints(at);
                    break;
                case "achievements":
                    exports.WriteAchievements(at);
                    break;
                default:
                    var definition = Board(engine, parsed.GetValue(board));
                    exports.WriteStandings(definition, Run(engine, definition, parsed.GetValue(run)), GroupOf(parsed.GetValue(group)));
                    break;
            }

            return 0;
        });
        return command;
    }

    private static LeaderboardDefinition Board(EngineReader engine, string? key)
    {
        var boards = engine.TimelineOf(Space.Default)?.Current.Rulebook.Leaderboards ?? [];
        return boards.FirstOrDefault(board => board.Key == key)
            ?? throw new CommandException($"--board: name one of {string.Join(", ", boards.Select(board => board.Key))}.");
    }

    private static LocalDate Run(EngineReader engine, LeaderboardDefinition board, string? text)
    {
        if (text is null)
        {
            return engine.LatestRun(Space.Default, board.Key) ?? board.StartOn;
        }

        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success && RunCalendar.RunContaining(board, parsed.Value) is { } run
            ? run
            : throw new CommandException($"--run: '{text}' is not a date within a run of {board.Key}; write 2026-08-17.");
    }

    private static Group GroupOf(string[]? values) => values is { Length: > 0 } ? Group.Of(values) : Group.All;
}
