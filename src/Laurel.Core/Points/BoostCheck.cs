using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>What keeps the boosts of a points system from being used.</summary>
internal static class BoostCheck
{
    public static void Run(CheckContext context, string list, ValueList<BoostDefinition> boosts)
    {
        KeyCheck.Declared(context, list, boosts.Select(boost => boost.Key));
        for (var i = 0; i < boosts.Count; i++)
        {
            One(context, $"{list}[{i}]", boosts[i]);
        }
    }

    private static void One(CheckContext context, string path, BoostDefinition boost)
    {
        TextCheck.Name(context, $"{path}.name", boost.Name);
        Multiplier(context, $"{path}.multiplier", boost.Multiplier);
        NumberCheck.Dates(context, path, boost.StartOn, boost.EndOn);
        FilterCheck.Run(context, $"{path}.where.user", boost.UserFilter, context.UserAttributes);
        if (boost.User is not { } user)
        {
            return;
        }

        TextCheck.Name(context, $"{path}.user", user);
        if (boost.UserFilter.Count > 0)
        {
            context.Problems.Add($"{path}.user", user, "either one user or a filter", "remove user or where");
        }
    }

    private static void Multiplier(CheckContext context, string path, decimal multiplier)
    {
        if (multiplier <= 0 || multiplier >= Limits.MultiplierBelow || multiplier == 1)
        {
            context.Problems.Add(path, DecimalText.Of(multiplier), $"above 0, below {Limits.MultiplierBelow}, not 1", "choose such a number, such as 2");
        }

        NumberCheck.Scale(context, path, multiplier);
    }
}
