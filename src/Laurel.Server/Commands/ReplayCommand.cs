using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Laurel.Core.Inputs;
using Laurel.Runtime;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Replay;
using Laurel.Runtime.Spaces;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Laurel.Server.Commands;

/// <summary><c>laurel replay EVENTS</c>: feeds a history, user by user in order of time, or in that of arrival.</summary>
internal static class ReplayCommand
{
    private const string Time = "time";
    private const string Arrival = "arrival";

    public static Command Create()
    {
        var events = new Argument<string>("EVENTS") { Description = "Events as CSV, CSV.gz or NDJSON." };
        var rulebook = new Option<string?>("--rulebook") { Description = "The rulebook to use (default: the database's)." };
        var users = new Option<string?>("--users") { Description = "Users: user[,name][,tz][,attr.KEY...]." };
        var asOf = Options.AsOf();
        var keepGoing = new Option<bool>("--keep-going") { Description = "Report broken and refused rows, and go on." };
        var order = new Option<string>("--order") { Description = "time: user by user, or arrival: as the file has it, late events included. The result is the same.", DefaultValueFactory = _ => Time };
        order.AcceptOnlyFromAmong(Time, Arrival);
        var database = Options.Database();
        var command = new Command("replay", "Feeds a history of events. Running it again completes it and changes nothing else.")
        {
            events, rulebook, users, asOf, order, keepGoing, database,
        };
        command.SetAction((parsed, cancellation) => Run(
            new Request(
                parsed.GetRequiredValue(events), parsed.GetValue(users), parsed.GetValue(rulebook), parsed.GetRequiredValue(database),
                Options.InstantOf(parsed.GetValue(asOf)), parsed.GetValue(keepGoing)) { IsUnordered = parsed.GetValue(order) == Arrival },
            cancellation));
        return command;
    }

    private static async Task<int> Run(Request request, CancellationToken cancellation)
    {
        // Nobody waits for single answers here: collecting garbage in the foreground costs the least overall.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var problems = new Problems(request.KeepGoing);
        var users = Users(request.Users, problems);
        var watch = Stopwatch.StartNew();
        var events = Events(request.Events, problems);
        using var engine = Open(request);
        Check(engine, request, events, users);
        await Options.UseRulebook(engine, Space.Default, request.Rulebook);
        var summary = await Replay(engine, events.Count, progress => new Replayer(engine, Space.Default)
        {
            OnRefused = row => problems.Report(request.FileOf(row), row.Problem),
            OnProgress = progress,
            IsUnordered = request.IsUnordered,
        }.Run(request.InOrder(events), users, request.AsOf, cancellation));
        Print(summary, problems.Count, watch.Elapsed);
        if (problems.Count > 0 && !request.KeepGoing)
        {
            throw new CommandException("Stopped at a refused row; what was applied stays. Mend the file and run it again, or use --keep-going to leave such rows out.");
        }

        return problems.Count == 0 ? 0 : 1;
    }

    private static async Task<ReplaySummary> Replay(Engine engine, long count, Func<Action<long>, Task<ReplaySummary>> replay)
    {
        try
        {
            return await WithProgress(count, replay);
        }
        catch (DatabaseException error)
        {
            throw new CommandException($"{engine.Database.Name}: {error.Message} What was applied stays: the same replay, run again, completes it.");
        }
        catch (OperationCanceledException)
        {
            throw new CommandException("Interrupted. What was applied stays: the same replay, run again, completes it.");
        }
    }

    // A database is created only for a rulebook that can be read.
    private static Engine Open(Request request)
    {
        if (request.Rulebook is not null)
        {
            Options.ReadRulebook(request.Rulebook);
        }
        else if (!Options.Exists(request.Database))
        {
            throw new CommandException($"--database: {Options.PlaceOf(request.Database)} does not exist; name a rulebook with --rulebook to create it.");
        }

        return Options.OpenEngine(request.Database, keepsProjections: false);
    }

    // With --keep-going the replay itself reports refused rows.
    private static void Check(Engine engine, Request request, EventOrder events, Dictionary<string, UserRow> users)
    {
        var timeline = Options.TimelineFor(engine, Space.Default, request.Rulebook);
        if (!request.KeepGoing && new HistoryCheck(timeline).FirstRefused(request.InOrder(events), users) is { } row)
        {
            new Problems(keepGoing: false).ReportOrStop(request.FileOf(row), row.Problem);
        }
    }

    private static EventOrder Events(string file, Problems problems)
    {
        using var stream = Open(file);
        var order = new EventOrder();
        foreach (var read in new EventsFile(stream).Read())
        {
            if (read.TryGetRow(out var row, out var problem))
            {
                order.Add(row);
            }
            else
            {
                problems.ReportOrStop(file, problem);
            }
        }

        return order;
    }

    private static Dictionary<string, UserRow> Users(string? file, Problems problems)
    {
        var users = new Dictionary<string, UserRow>(StringComparer.Ordinal);
        if (file is null)
        {
            return users;
        }

        using var stream = Open(file);
        var reader = new UsersFile(stream);
        foreach (var read in reader.Read())
        {
            if (read.TryGetRow(out var row, out var problem))
            {
                users[row.User] = row;
            }
            else
            {
                problems.ReportOrStop(file, problem);
            }
        }

        if (reader.IgnoredColumns.Count > 0)
        {
            Console.Error.WriteLine($"{file}: ignored columns: {string.Join(", ", reader.IgnoredColumns)}");
        }

        return users;
    }

    private static FileStream Open(string file)
    {
        Options.RequireFile(file);
        return File.OpenRead(file);
    }

    private static async Task<ReplaySummary> WithProgress(long count, Func<Action<long>, Task<ReplaySummary>> replay)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return await replay(_ => { });
        }

        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var watch = Stopwatch.StartNew();
                var task = context.AddTask("replaying", maxValue: Math.Max(1, count));
                return await replay(done =>
                {
                    task.Value = done;
                    task.Description = $"{Rate(done, watch.Elapsed)} events/s";
                });
            });
    }

    private static void Print(ReplaySummary summary, int problems, TimeSpan elapsed)
    {
        var done = summary.Applied + summary.Known + summary.Refused;
        Console.WriteLine($"events    {done} ({summary.Applied} new, {summary.Known} known already, {problems} broken or refused)");
        Console.WriteLine($"time      {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        Console.WriteLine($"rate      {Rate(done, elapsed)} events/s");
        Console.WriteLine($"as of     {InstantPattern.ExtendedIso.Format(summary.AsOf)}");
    }

    private static string Rate(long count, TimeSpan elapsed) =>
        (count / Math.Max(0.001, elapsed.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);

    private sealed record Request(string Events, string? Users, string? Rulebook, string Database, Instant? AsOf, bool KeepGoing)
    {
        public bool IsUnordered { get; init; }

        public IEnumerable<EventRow> InOrder(EventOrder events) => IsUnordered ? events.AsAdded() : events.InOrder();

        public string FileOf(RefusedRow row) => row.Input is Identify ? Users ?? Events : Events;
    }
}
