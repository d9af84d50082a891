using System.CommandLine;
using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Simulations;
using Laurel.Runtime.Spaces;
using Laurel.Server.Simulations;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Commands;

/// <summary><c>laurel simulate</c>: the recorded history under another rulebook; also beside a server, and nothing changes.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var rulebook = new Option<string>("--rulebook") { Description = "The rulebook to try.", Required = true };
        var from = new Option<string?>("--from") { Description = "The date (UTC) from which it is in force (default: as if it had always been)." };
        var users = new Option<string>("--users") { Description = "The share of users to look at, such as 10%.", DefaultValueFactory = _ => "100%" };
        var format = new Option<string>("--format") { Description = "table, json or html.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "html");
        var database = Options.Database();
        var command = new Command("simulate", "Tries another rulebook on the recorded history, and compares.") { rulebook, from, users, format, database };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetRequiredValue(database),
            new SimulationRequest(Options.ReadRulebook(parsed.GetRequiredValue(rulebook)))
            {
                From = FromOf(parsed.GetValue(from)),
                UsersPercent = PercentOf(parsed.GetRequiredValue(users)),
            },
            parsed.GetRequiredValue(format), cancellation));
        return command;
    }

    private static Task<int> Run(string database, SimulationRequest request, string format, CancellationToken cancellation)
    {
        using var opened = Options.OpenExisting(database);
        var reader = new EngineReader(opened);
        reader.Refresh(Space.Default);
        var timeline = reader.TimelineOf(Space.Default) ?? throw new CommandException($"{opened.Name} has no rulebook yet.");
        var report = new Simulation(opened, timeline, Space.Default).Run(request, cancellation);
        Console.Write(format switch
        {
            "json" => SimulationJson.Of(report) + "\n",
            "html" => SimulationPage.Of(report),
            _ => SimulationText.Of(report),
        });
        return Task.FromResult(0);
    }

    private static Instant? FromOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success && parsed.Value.Year is >= 1970 and < 2200
            ? parsed.Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant()
            : throw new CommandException($"--from: '{text}' is not a date; write 2026-08-17.");
    }

    private static int PercentOf(string text) => int.TryParse(text.TrimEnd('%'), out var percent) && percent is >= 1 and <= 100
        ? percent
        : throw new CommandException($"--users: '{text}' is not a share of users; write 10%.");
}
