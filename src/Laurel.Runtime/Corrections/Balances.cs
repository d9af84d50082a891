using Laurel.Core.Evaluation;
using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Corrections;

/// <summary>Balances of a state, also of systems that its rulebook version no longer defines.</summary>
internal static class Balances
{
    public static long Of(Timeline timeline, UserState state, string system)
    {
        var systems = timeline.Version(state.Version).Rulebook.Points;
        for (var i = 0; i < systems.Count; i++)
        {
            if (systems[i].Key == system)
            {
                return state.Points[i].Balance;
            }
        }

        return state.FormerPoints.FirstOrDefault(former => former.Key == system).Value?.Balance ?? 0;
    }
}
