using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Verifications;

namespace Laurel.Server.Commands;

/// <summary><c>laurel verify</c>: derives every user again and compares with what is stored; no server may run meanwhile.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var repair = new Option<bool>("--repair") { Description = "Append what corrects the differences." };
        var after = new Option<string>("--after") { Description = "Go on after this user: the last one that an interrupted run named.", DefaultValueFactory = _ => "" };
        var database = Options.Database();
        var command = new Command("verify", "Derives every user again from the journal, and compares with everything that is stored.") { repair, after, database };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetRequiredValue(database), parsed.GetRequiredValue(after), parsed.GetValue(repair), cancellation));
        return command;
    }

    private static async Task<int> Run(string database, string after, bool isRepairing, CancellationToken cancellation)
    {
        if (!Options.Exists(database))
        {
            throw new CommandException($"--database: {Options.PlaceOf(database)} does not exist.");
        }

        // Nobody waits for an answer: memory is best freed in one go.
        GCSettings.LatencyMode = GCLatencyMode.Batch;

        // The writer is taken, so that nothing changes while it is compared.
        using var engine = Options.OpenEngine(database, keepsProjections: false);
        var watch = Stopwatch.StartNew();
        var found = new VerificationSummary(0, 0, 0);
        foreach (var space in engine.Spaces.All.Select(entry => entry.Space))
        {
            if (engine.TimelineOf(space) is { } timeline)
            {
                var wrong = new HashSet<string>(StringComparer.Ordinal);
                var summary = Verify(engine.Database, (timeline, space), (after, wrong), cancellation);
                found = new(found.UserCount + summary.UserCount, found.InputCount + summary.InputCount, found.DifferenceCount + summary.DifferenceCount);
                await Repair(engine, space, isRepairing ? wrong : []);
            }
        }

        Print(found, watch.Elapsed);
        return found.DifferenceCount == 0 ? 0 : 1;
    }

    private static VerificationSummary Verify(
        Database database, (Timeline Timeline, Space Space) where, (string After, HashSet<string> Wrong) users, CancellationToken cancellation)
    {
        var (last, progress) = (users.After, new VerifyProgress());
        try
        {
            return new Verifier(database, where.Timeline, where.Space)
            {
                OnDifference = difference =>
                {
                    if (difference.IsRepairable)
                    {
                        users.Wrong.Add(difference.User);
                    }

                    Console.WriteLine(difference);
                },
                OnProgress = (done, user) =>
                {
                    last = user;
                    progress.Tell(done, user);
                },
            }.Run(users.After, cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new CommandException($"Interrupted; go on with --after '{last}'.");
        }
    }

    private static async Task Repair(Engine engine, Space space, IReadOnlyCollection<string> users)
    {
        var answers = await engine.Submit([.. users.Select(user => new Submission(space, new Rederive(user, default), IsKeyed: false, AtArrival: false))]);
        foreach (var failed in answers.OfType<Answer.Failed>())
        {
            throw new CommandException($"A repair could not be stored: {failed.Message}");
        }

        if (users.Count > 0)
        {
            Console.WriteLine($"repaired  {users.Count} users");
        }
    }

    private static void Print(VerificationSummary found, TimeSpan elapsed)
    {
        Console.WriteLine($"users     {found.UserCount}");
        Console.WriteLine($"inputs    {found.InputCount}");
        Console.WriteLine($"found     {found.DifferenceCount} differences");
        Console.WriteLine($"rate      {(found.InputCount / Math.Max(0.001, elapsed.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture)} inputs/s");
    }
}
