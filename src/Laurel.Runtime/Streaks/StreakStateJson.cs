using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Streaks;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Streaks;

/// <summary>A streak inside a stored state.</summary>
internal static class StreakStateJson
{
    public static void Write(Utf8JsonWriter json, string key, StreakState state)
    {
        if (state == StreakState.None)
        {
            return;
        }

        json.WriteStartObject(key);
        if (state.Length > 0)
        {
            json.WriteNumber("length", state.Length);
            json.WriteDate("start", state.StartOn);
            json.WriteDate("open", state.OpenOn);
            json.WriteInstant("closes", state.ClosesAt);
            json.WriteInstant("extended", state.ExtendedAt);
        }

        json.WriteDate("last", state.LastPeriod?.StartOn);
        json.WriteDate("lastEnd", state.LastPeriod?.EndOn);
        WriteLongest(json, state);
        WriteTotals(json, state);
        WriteLost(json, state.LostRuns);
        WriteFreezes(json, state);
        WriteSums(json, state.Sums);
        WriteDates(json, state.MetOn);
        WriteChain(json, state.Chain);
        json.WriteEndObject();
    }

    public static StreakState Read(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? StreakState.None : new()
    {
        Length = json.FindNumber("length"),
        StartOn = json.FindDate("start") ?? default,
        OpenOn = json.FindDate("open") ?? default,
        ClosesAt = json.FindInstant("closes"),
        ExtendedAt = json.FindInstant("extended"),
        LastPeriod = json.FindDate("last") is { } start && json.FindDate("lastEnd") is { } end ? new Core.Streaks.Period(start, end) : null,
        LongestLength = json.FindNumber("longest"),
        LongestStartOn = json.FindDate("longestStart"),
        LongestEndOn = json.FindDate("longestEnd"),
        PeriodCount = json.FindNumber("periods"),
        PerfectWeekCount = json.FindNumber("perfect"),
        Weeks = json.TryGetProperty("weeks", out var weeks)
            ? [.. weeks.EnumerateArray().Select(week => new WeekTally(StateJson.Date(week[0].GetString() ?? ""), week[1].GetInt32()))]
            : [],
        LostRuns = json.TryGetProperty("lost", out var lost) ? [.. lost.EnumerateArray().Select(ReadLost)] : [],
        Freezes = json.FindNumber("freezes"),
        NextFreezeOn = json.FindDate("freezeOn"),
        NextFreezeAt = json.FindInstant("freezeAt"),
        Sums = json.TryGetProperty("sums", out var sums) ? [.. sums.EnumerateArray().Select(ReadSums)] : [],
        MetOn = json.TryGetProperty("met", out var met) ? [.. met.EnumerateArray().Select(date => StateJson.Date(date.GetString() ?? ""))] : [],
        Chain = json.TryGetProperty("chain", out var chain) ? [.. chain.EnumerateArray().Select(ReadLink)] : [],
    };

    private static void WriteLongest(Utf8JsonWriter json, StreakState state)
    {
        if (state.LongestLength > 0)
        {
            json.WriteNumber("longest", state.LongestLength);
            json.WriteDate("longestStart", state.LongestStartOn);
            json.WriteDate("longestEnd", state.LongestEndOn);
        }
    }

    private static void WriteTotals(Utf8JsonWriter json, StreakState state)
    {
        if (state.PeriodCount > 0)
        {
            json.WriteNumber("periods", state.PeriodCount);
        }

        if (state.PerfectWeekCount > 0)
        {
            json.WriteNumber("perfect", state.PerfectWeekCount);
        }

        if (state.Weeks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("weeks");
        foreach (var week in state.Weeks)
        {
            json.WriteStartArray();
            json.WriteStringValue(StateJson.Text(week.StartOn));
            json.WriteNumberValue(week.CountedCount);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteLost(Utf8JsonWriter json, ValueList<LostRun> runs)
    {
        if (runs.Count == 0)
        {
            return;
        }

        json.WriteStartArray("lost");
        foreach (var run in runs)
        {
            json.WriteStartArray();
            json.WriteNumberValue(run.Length);
            json.WriteStringValue(StateJson.Text(run.StartOn));
            json.WriteStringValue(StateJson.Text(run.LastOn));
            json.WriteStringValue(StateJson.Text(run.LostOn));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteFreezes(Utf8JsonWriter json, StreakState state)
    {
        if (state.Freezes > 0)
        {
            json.WriteNumber("freezes", state.Freezes);
        }

        json.WriteDate("freezeOn", state.NextFreezeOn);
        json.WriteInstant("freezeAt", state.NextFreezeAt);
    }

    private static void WriteSums(Utf8JsonWriter json, ValueList<PeriodSums> sums)
    {
        if (sums.Count == 0)
        {
            return;
        }

        json.WriteStartArray("sums");
        foreach (var period in sums)
        {
            json.WriteStartArray();
            json.WriteStringValue(StateJson.Text(period.StartOn));
            foreach (var sum in period.Sums)
            {
                json.WriteNumberValue(sum);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteDates(Utf8JsonWriter json, ValueList<LocalDate> dates)
    {
        if (dates.Count > 0)
        {
            json.WriteTexts("met", [.. dates.Select(StateJson.Text)]);
        }
    }

    private static void WriteChain(Utf8JsonWriter json, ValueList<ChainLink> chain)
    {
        if (chain.Count == 0)
        {
            return;
        }

        json.WriteStartArray("chain");
        foreach (var link in chain)
        {
            json.WriteStartArray();
            json.WriteStringValue(StateJson.Text(link.PeriodOn));
            json.WriteStringValue(StateJson.Text(link.StartOn));
            json.WriteNumberValue(link.Length);
            json.WriteBooleanValue(link.IsCounted);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static LostRun ReadLost(JsonElement json) =>
        new(json[0].GetInt32(), StateJson.Date(json[1].GetString() ?? ""), StateJson.Date(json[2].GetString() ?? "")) { LostOn = StateJson.Date(json[3].GetString() ?? "") };

    private static ChainLink ReadLink(JsonElement json) => new(
        StateJson.Date(json[0].GetString() ?? ""), StateJson.Date(json[1].GetString() ?? ""), json[2].GetInt32(), json[3].GetBoolean());

    private static PeriodSums ReadSums(JsonElement json) => new(
        StateJson.Date(json[0].GetString() ?? ""), [.. json.EnumerateArray().Skip(1).Select(sum => sum.GetDecimal())]);
}
