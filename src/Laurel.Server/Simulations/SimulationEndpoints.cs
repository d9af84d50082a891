using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Simulations;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Simulations;

/// <summary>Trying other rules on what has happened; nothing changes.</summary>
internal static class SimulationEndpoints
{
    public static void Map(Routes admin) => admin.Post("/simulations", Run, new("Simulations", "The recorded history under another rulebook.", typeof(SimulationResponse))
    {
        Body = typeof(SimulationBody),
    });

    private static async ValueTask<Reply> Run(Call call)
    {
        _ = call.Catalogs;
        var request = await call.Body(Read);
        var timeline = call.Backend.Engine.TimelineOf(call.Space) ?? throw new RefusedException(ErrorTable.NoRulebook);
        var report = await Task.Run(() => new Simulation(call.Backend.Engine.Database, timeline, call.Space).Run(request, CancellationToken.None));
        return new(StatusCodes.Status200OK, SimulationJson.ResponseOf(report), WireJson.Default.SimulationResponse);
    }

    private static SimulationRequest Read(FieldReader body)
    {
        var percent = body.Has("usersPercent") ? body.RequiredNumber("usersPercent") : 100;
        if (percent is < 1 or > 100 || percent != decimal.Truncate(percent))
        {
            body.Problem("usersPercent", "must be a whole number from 1 to 100");
        }

        return new SimulationRequest(RulesOf(body)) { From = body.At("from"), UsersPercent = percent is >= 1 and <= 100 ? (int)percent : 100 };
    }

    private static Rulebook RulesOf(FieldReader body)
    {
        var given = body.Properties().FirstOrDefault(property => property.Name == "rulebook").Value;
        if (given.ValueKind != JsonValueKind.Object)
        {
            body.Problem("rulebook", "is required: a rulebook as JSON");
            return Rulebook.Empty;
        }

        var reading = RulebookJson.Read(given.GetRawText());
        foreach (var problem in reading.Problems)
        {
            body.Problem($"rulebook.{problem.Path}", problem.ToString());
        }

        return reading.Rulebook ?? Rulebook.Empty;
    }
}

/// <summary>The body of a simulation, for the published document.</summary>
internal sealed record SimulationBody(object Rulebook)
{
    /// <summary>From when it is in force; as if it had always been, when absent.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>1 to 100; everybody when absent.</summary>
    public int? UsersPercent { get; init; }
}
