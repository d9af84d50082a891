using Laurel.Core.Rulebooks;
using Laurel.Server.Http;

namespace Laurel.Server.Experiments;

/// <summary>The control group of experiments.</summary>
internal static class ExperimentEndpoints
{
    public static void Map(Routes admin)
    {
        admin.Get("/experiments", Read, new("Experiments", "The share of new users who are put into the control group.", typeof(ExperimentsResponse)));
        admin.Patch("/experiments", Update, new("Experiments", "Changes the share; users who exist stay where they are.", typeof(ExperimentsResponse)) { Body = typeof(ExperimentsResponse) });
    }

    private static ValueTask<Reply> Read(Call call) => new(Show(call.Backend.Engine.TimelineOf(call.Space)?.Current.Rulebook ?? Rulebook.Empty));

    private static async ValueTask<Reply> Update(Call call)
    {
        var percent = await call.Body(body =>
        {
            if (!body.Has("controlPercent"))
            {
                body.Problem("controlPercent", "is required");
            }

            return (int)(body.Whole("controlPercent", 0, 100) ?? 0);
        });
        var latest = await call.EditRulebook(before => before.ControlPercent == percent ? before : before with { ControlPercent = percent });
        return Show(latest?.Rulebook ?? Rulebook.Empty);
    }

    private static Reply Show(Rulebook rulebook) => Reply.Ok(new ExperimentsResponse(rulebook.ControlPercent), AdminJson.Default.ExperimentsResponse);
}

/// <summary>Percent of new users, 0 to 100.</summary>
internal sealed record ExperimentsResponse(int ControlPercent);
