using Laurel.Core.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Core.Points;

/// <summary>How points systems are compared: each trigger, level and boost is a definition of its own.</summary>
internal static class PointsChanges
{
    private static readonly DefinitionChanges<PointsDefinition> Systems = new("points system", system => system.Key, system => new FieldTexts()
        .Add("name", system.Name)
        .Add("description", system.Description)
        .Add("badgeUrl", system.BadgeUrl)
        .Add("maxPoints", system.MaxPoints)
        .Add("floor", system.Floor)
        .Add("transfers", system.AllowsTransfers)
        .Add("expiry", system.Expiry is { } expiry ? $"{expiry.Days} days after {(expiry.From == ExpiryFrom.Earned ? "earned" : "last earned")}" : null)
        .Add("prestige", system.Prestige is { } prestige ? Text(prestige) : null)
        .Add("stacking", system.Stacking)
        .Add("limits", system.Limits.Select(Text).ToList())
        .Add("levels.generate", Text(system.Generator))
        .Add("levels.follow", system.LevelPolicy.Follow)
        .Add("levels.cap", system.LevelPolicy.Cap)
        .Add("levels.atCap", system.LevelPolicy.AtCap));

    private static readonly DefinitionChanges<TriggerDefinition> Triggers = new("trigger", trigger => trigger.Key, trigger => new FieldTexts()
        .Add("points", trigger.Points)
        .Add("when", Text(trigger.When))
        .Add("active", trigger.IsActive)
        .Add("where.user", trigger.UserFilter)
        .Add("where.event", (trigger.When as TriggerCondition.Metric)?.EventFilter ?? [])
        .Add("blockIfOutOfPoints", trigger.BlockIfOutOfPoints)
        .Add("modifiers", trigger.Modifiers is { } modifiers ? Text(modifiers) : null)
        .Add("limits", trigger.Limits.Select(Text).ToList())
        .Add("coolDown", trigger.CoolDown is { } coolDown ? Text(coolDown) : null)
        .Add("oncePer", trigger.OncePer)
        .Add("diminishing", trigger.Diminishing.Select(step => $"{DecimalText.Of(step.Factor)} after {step.After}").ToList())
        .Add("window", trigger.Window is { } window ? $"{Text(window.From)} to {Text(window.To)}" : null));

    private static readonly DefinitionChanges<LevelDefinition> Levels = new("level", level => level.Key, level => new FieldTexts()
        .Add("name", level.Name)
        .Add("points", level.Points)
        .Add("description", level.Description)
        .Add("badgeUrl", level.BadgeUrl));

    private static readonly DefinitionChanges<BoostDefinition> Boosts = new("boost", boost => boost.Key, boost => new FieldTexts()
        .Add("name", boost.Name)
        .Add("multiplier", boost.Multiplier)
        .Add("start", boost.StartOn)
        .Add("end", boost.EndOn)
        .Add("rounding", boost.Rounding)
        .Add("where.user", boost.UserFilter)
        .Add("user", boost.User));

    /// <summary>What a new system is made of is listed with it; a removed one goes as a whole.</summary>
    public static IEnumerable<RulebookChange> Between(ValueList<PointsDefinition> before, ValueList<PointsDefinition> after)
    {
        var old = before.ToDictionary(system => system.Key, StringComparer.Ordinal);
        return [.. Systems.Between(before, after), .. after.SelectMany(system => Parts(old.GetValueOrDefault(system.Key), system))];
    }

    // Generated levels change with their formula, which is one field of the system.
    private static ValueList<LevelDefinition> Listed(PointsDefinition? system) => system is { Generator: null } ? system.Levels : [];

    private static IEnumerable<RulebookChange> Parts(PointsDefinition? before, PointsDefinition after) =>
    [
        .. Triggers.Between(before?.Triggers ?? [], after.Triggers, after.Key),
        .. Levels.Between(Listed(before), Listed(after), after.Key),
        .. Boosts.Between(before?.Boosts ?? [], after.Boosts, after.Key),
    ];

    private static string Text(PrestigeDefinition prestige) =>
        $"from {prestige.Level} for {prestige.Price?.ToString() ?? "nothing"}, {prestige.MaxTimes} times at most, {(prestige.CoolDown is { } coolDown ? Text(coolDown) : "no time")} apart, "
        + $"bonus {DecimalText.Of(prestige.Bonus)}, resets points [{string.Join(", ", prestige.ResetPoints)}] metrics [{string.Join(", ", prestige.ResetMetrics)}] achievements [{string.Join(", ", prestige.ResetAchievements)}]";

    private static string Text(Modifiers modifiers) =>
        $"{modifiers.Combination.ToString().ToLowerInvariant()} of {string.Join("; ", modifiers.Items.Select(Text))}";

    private static string Text(Modifier modifier) => modifier switch
    {
        Modifier.Equal equal => $"{DecimalText.Of(equal.Multiplier)} if {equal.Attribute} is '{equal.Value}'",
        Modifier.Compared compared => $"{DecimalText.Of(compared.Multiplier)} if {compared.Attribute} {compared.Comparison.ToString().ToLowerInvariant()} {DecimalText.Of(compared.Times)} times {compared.Other}",
        Modifier.Streak streak => $"1 + {DecimalText.Of(streak.PerPeriod)} per period of {streak.Key}, at most {DecimalText.Of(streak.Max)}",
        _ => throw new InvalidOperationException($"No text for {modifier}."),
    };

    private static string Text(PointsLimit limit) =>
        $"{limit.Max} {(limit.Unit == LimitUnit.Awards ? "awards" : "points")} "
        + (limit.Span switch
        {
            LimitSpan.Per(var period) => $"per {period.ToString().ToLowerInvariant()}",
            LimitSpan.Within(var length) => $"within {Text(length)}",
            _ => throw new InvalidOperationException($"No text for {limit.Span}."),
        });

    private static string Text(Duration length) => DurationPattern.JsonRoundtrip.Format(length);

    private static string Text(LocalTime? time) => time is { } at ? LocalTimePattern.ExtendedIso.Format(at) : "(none)";

    private static string? Text(LevelGenerator? generator) => generator is null ? null
        : $"{generator.Count} from {generator.Base} times {DecimalText.Of(generator.Growth)}"
            + (generator is { SoftCap: { } softCap, GrowthAfter: { } after } ? $", after level {softCap} times {DecimalText.Of(after)}" : "")
            + (generator.Rounding == LevelRounding.Totals ? ", totals rounded" : "")
            + $", named {generator.Name}";

    private static string Text(TriggerCondition condition) => condition switch
    {
        TriggerCondition.Metric metric => $"every {metric.Every} of metric {metric.Key}",
        TriggerCondition.Streak streak => $"every {streak.Every} of streak {streak.Key}",
        TriggerCondition.Achievement achievement => $"achievement {achievement.Key}",
        TriggerCondition.Level level => $"level {level.Key ?? "any"} of {level.System}",
        TriggerCondition.Completed completed => $"every {completed.Percent} % of {(completed.Of.Count == 0 ? "all achievements" : string.Join(", ", completed.Of))}",
        TriggerCondition.Time time => $"every {time.Every} {(time.Unit == TriggerTimeUnit.Hour ? "hours" : "days")}",
        TriggerCondition.Signup => "sign-up",
        _ => throw new InvalidOperationException($"No text for {condition}."),
    };
}
