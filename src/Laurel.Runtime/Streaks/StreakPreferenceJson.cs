using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Streaks;

namespace Laurel.Runtime.Streaks;

/// <summary>What users chose per streak, inside a stored profile and inside the journal: only what was set.</summary>
internal static class StreakPreferenceJson
{
    public static void Write(Utf8JsonWriter json, ValueList<StreakPreference> preferences) =>
        Write(json, preferences.Count == 0 ? [] : [.. preferences.Select(preference => new StreakPatch(preference.Streak)
        {
            IsEnabled = preference.IsEnabled ? default : new Change<bool>(false),
            Mode = preference.Mode is null ? default : new Change<StreakMode?>(preference.Mode),
            Requirements = preference.Requirements is null ? default : new Change<ValueList<StreakRequirement>?>(preference.Requirements),
        })]);

    public static void Write(Utf8JsonWriter json, ValueList<StreakPatch> patches)
    {
        if (patches.Count == 0)
        {
            return;
        }

        json.WriteStartArray("streaks");
        foreach (var patch in patches)
        {
            json.WriteStartObject();
            json.WriteString("streak", patch.Streak);
            WriteChanges(json, patch);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static ValueList<StreakPatch> ReadPatches(JsonElement json) =>
        json.TryGetProperty("streaks", out var streaks) ? [.. streaks.EnumerateArray().Select(ReadPatch)] : [];

    public static ValueList<StreakPreference> ReadPreferences(JsonElement json) => [.. ReadPatches(json).Select(patch => new StreakPreference(patch.Streak)
    {
        IsEnabled = patch.IsEnabled.Or(true),
        Mode = patch.Mode.Value,
        Requirements = patch.Requirements.Value,
    })];

    private static void WriteChanges(Utf8JsonWriter json, StreakPatch patch)
    {
        if (patch.IsEnabled.IsSet)
        {
            json.WriteBoolean("enabled", patch.IsEnabled.Value);
        }

        if (patch.Mode.IsSet)
        {
            json.WriteString("mode", patch.Mode.Value switch { StreakMode.All => "all", StreakMode.Any => "any", _ => null });
        }

        if (patch.Requirements is { IsSet: true, Value: null })
        {
            json.WriteNull("metrics");
        }
        else if (patch.Requirements.Value is { } requirements)
        {
            WriteRequirements(json, requirements);
        }
    }

    private static void WriteRequirements(Utf8JsonWriter json, ValueList<StreakRequirement> requirements)
    {
        json.WriteStartArray("metrics");
        foreach (var (metric, threshold) in requirements)
        {
            json.WriteStartArray();
            json.WriteStringValue(metric);
            json.WriteNumberValue(threshold);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static StreakPatch ReadPatch(JsonElement json) => new(json.GetProperty("streak").GetString() ?? "")
    {
        IsEnabled = json.TryGetProperty("enabled", out var enabled) ? new Change<bool>(enabled.GetBoolean()) : default,
        Mode = json.TryGetProperty("mode", out var mode) ? new Change<StreakMode?>(ModeOf(mode)) : default,
        Requirements = json.TryGetProperty("metrics", out var metrics) ? new Change<ValueList<StreakRequirement>?>(RequirementsOf(metrics)) : default,
    };

    private static StreakMode? ModeOf(JsonElement json) => json.GetString() switch
    {
        "all" => StreakMode.All,
        "any" => StreakMode.Any,
        _ => null,
    };

    private static ValueList<StreakRequirement>? RequirementsOf(JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : [.. json.EnumerateArray().Select(item => new StreakRequirement(item[0].GetString() ?? "", item[1].GetDecimal()))];
}
