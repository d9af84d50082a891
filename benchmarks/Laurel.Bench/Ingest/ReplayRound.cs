using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;
using Laurel.Runtime.Databases;

namespace Laurel.Bench.Ingest;

/// <summary>One <c>laurel replay</c>, from the start of the process to its end.</summary>
internal sealed partial record ReplayRound(History History, string Kind, long Events, TimeSpan Elapsed, TimeSpan Processor)
{
    private const int SlowestPerSecond = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);

    public required long Rows { get; init; }

    public required long Bytes { get; init; }

    public double PerSecond => Events / Elapsed.TotalSeconds;

    public IReadOnlyList<string> Cells =>
    [
        History.Name, Kind, Figure.Count(History.UserCount), Figure.Count(Events), Figure.Of(PerSecond), $"{Figure.Of(Processor.TotalMicroseconds / Events)} µs",
        Figure.Of((double)Rows / Events), Figure.Of(Rows / Elapsed.TotalSeconds), $"{Figure.Of((double)Bytes / Events)} B",
    ];

    /// <param name="database">How Laurel names an empty database.</param>
    /// <param name="bytes">The size of the database on disk, asked afterwards.</param>
    public static async Task<ReplayRound> Run(History history, string kind, string database, Func<Task<long>> bytes)
    {
        BenchRun.Say($"  {history.Name}: replay, {kind}…");
        var (watch, before) = (Stopwatch.StartNew(), ChildrenTime());
        var limit = Patience + TimeSpan.FromSeconds(history.EventCount / SlowestPerSecond);
        var running = Child.OutputWithin(limit, LaurelServer.Program, ["replay", .. history.Arguments, "--database", database]);
        while (await Task.WhenAny(running, Task.Delay(SignOfLife)) != running)
        {
            BenchRun.Say($"    {watch.Elapsed.TotalSeconds:0} s, load {Machine.Load()}");
        }

        var output = await running;
        var (elapsed, processor) = (watch.Elapsed, ChildrenTime() - before);
        var round = new ReplayRound(history, kind, CountIn(output), elapsed, processor) { Rows = RowsOf(database), Bytes = await bytes() };
        BenchRun.Say($"    {round.Events} events in {elapsed.TotalSeconds:0.0} s, {round.PerSecond:0}/s, load {Machine.Load()}");
        return round;
    }

    private static long CountIn(string output) => Counted().Match(output) is { Success: true } match
        ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"laurel replay did not say that it took all events: {output}");

    [GeneratedRegex(@"^events\s+(\d+) \(\d+ new, 0 known already, 0 broken or refused\)")]
    private static partial Regex Counted();

    // What an event leaves behind besides the user's own row and version, current scores, keys, ranks of finished runs, and what nodes tell each other. A replay writes no notifications.
    private static long RowsOf(string database)
    {
        using var stored = Database.Open(database);
        using var connection = stored.Connect();
        using var command = connection.CreateCommand();
        return new[] { "journal", "streak_periods", "freeze_events", "achievement_completions", "points_awards", "level_changes" }.Sum(table =>
        {
            command.CommandText = $"select count(*) from {table}";
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        });
    }

    // User and system time of children that ended: the last two of the four times in /proc/self/stat, in hundredths of a second.
    private static TimeSpan ChildrenTime()
    {
        var cells = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(cells[13], CultureInfo.InvariantCulture) + long.Parse(cells[14], CultureInfo.InvariantCulture)));
    }
}
