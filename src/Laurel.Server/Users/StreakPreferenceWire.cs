using System.Text.Json.Serialization;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using Laurel.Server.Http;

namespace Laurel.Server.Users;

/// <summary>What a user chose for the streak; what was never chosen is absent.</summary>
internal sealed record StreakPreferencesResponse(bool Enabled)
{
    /// <summary>AND or OR.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EvaluationMode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StreakMetricResponse>? Metrics { get; init; }
}

/// <summary>What a period needs of one metric.</summary>
internal sealed record StreakMetricResponse(string Key, decimal Threshold);

/// <summary>Choices for the streak in bodies. The wire knows one streak: the default of the rulebook.</summary>
internal static class StreakPreferenceWire
{
    /// <summary>Null: there is no streak.</summary>
    public static StreakPreferencesResponse? Of(Catalog catalog, UserProfile profile)
    {
        if (KeyOf(catalog) is not { } key)
        {
            return null;
        }

        var own = profile.Streaks.FirstOrDefault(preference => preference.Streak == key) ?? new StreakPreference(key);
        return new(own.IsEnabled)
        {
            EvaluationMode = own.Mode switch { StreakMode.All => "AND", StreakMode.Any => "OR", _ => null },
            Metrics = own.Requirements is { } metrics ? [.. metrics.Select(metric => new StreakMetricResponse(metric.Metric, WireText.Of(metric.Threshold)))] : null,
        };
    }

    /// <summary>What the field <c>streak</c> of a request changes; null and absent change nothing, an empty list of metrics goes back to the rulebook's.</summary>
    public static ValueList<StreakPatch> Read(Catalog catalog, FieldReader body)
    {
        if (body.Object("streak") is not { } streak)
        {
            return [];
        }

        var patch = new StreakPatch(KeyOf(catalog) ?? throw new RefusedException(ErrorTable.StreakPreferences))
        {
            IsEnabled = streak.Flag("enabled") is { } enabled ? new Change<bool>(enabled) : default,
            Mode = ModeOf(streak),
            Requirements = RequirementsOf(streak),
        };
        return [patch];
    }

    private static string? KeyOf(Catalog catalog) => catalog.Rulebook is { DefaultStreak: >= 0 and var shown } rulebook ? rulebook.Streaks[shown].Key : null;

    private static Change<StreakMode?> ModeOf(FieldReader streak)
    {
        switch (streak.Text("evaluationMode"))
        {
            case null:
                return default;
            case "AND" or "ALL":
                return new(StreakMode.All);
            case "OR":
                return new(StreakMode.Any);
            default:
                streak.Problem("evaluationMode", "must be AND or OR");
                return default;
        }
    }

    private static Change<ValueList<StreakRequirement>?> RequirementsOf(FieldReader streak) =>
        streak.Objects("metrics", Limits.PreferenceMetricsMax) is not { } metrics ? default
            : metrics.Count == 0 ? new(null)
            : new([.. metrics.Select(metric => new StreakRequirement(metric.RequiredText("key"), metric.RequiredNumber("threshold")))]);
}
