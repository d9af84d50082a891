using System.Collections.Frozen;
using Laurel.Core.Evaluation;
using Laurel.Core.Points;
using Laurel.Core.Users;
using Laurel.Runtime.Points;
using Laurel.Server.Http;
using Laurel.Server.Streaks;
using NodaTime;

namespace Laurel.Server.Points;

/// <summary>Points in bodies.</summary>
internal static class PointsWire
{
    public static readonly IReadOnlyDictionary<string, EventPointsResponse> Nothing = FrozenDictionary<string, EventPointsResponse>.Empty;

    /// <summary>The systems whose balance moved, by key.</summary>
    public static IReadOnlyDictionary<string, EventPointsResponse> Changed(CatalogSet set, Catalog catalog, UserState state, CausedFacts caused)
    {
        Dictionary<string, EventPointsResponse>? changed = null;
        foreach (var entry in catalog.Points)
        {
            List<PointsAwardResponse>? awards = null;
            var added = 0L;
            LevelChange level = default;
            foreach (var fact in caused.Facts)
            {
                if (fact is PointsAwarded awarded && awarded.System == entry.Definition.Key)
                {
                    (awards ??= []).Add(Of(set, entry, awarded, state.Profile));
                    added += awarded.Amount;
                }
                else if (fact is LevelChanged moved && moved.System == entry.Definition.Key)
                {
                    level = new(true, entry.FindLevel(moved.Level));
                }
            }

            if (awards is not null)
            {
                (changed ??= []).Add(entry.Definition.Key, new(entry.Response) { Total = entry.BalanceOf(state), Level = level, Added = added, Awards = awards });
            }
        }

        return changed ?? Nothing;
    }

    /// <summary>What limits kept back; null: nothing.</summary>
    public static IReadOnlyList<LimitedAwardResponse>? Limited(CausedFacts caused)
    {
        List<LimitedAwardResponse>? limited = null;
        foreach (var fact in caused.Facts)
        {
            if (fact is AwardLimited reduced)
            {
                (limited ??= []).Add(new(reduced.System, reduced.Trigger, reduced.Reason.ToString().ToLowerInvariant(), reduced.Wanted, reduced.Granted));
            }
        }

        return limited;
    }

    /// <summary>Awards from the ledger.</summary>
    public static PointsAwardResponse Of(CatalogSet set, PointsEntry entry, AwardRow award, DateTimeZone zone) => new(
        WireText.Of(award.Id), award.Amount, WireText.Of(award.At), award.Balance)
    {
        Trigger = TriggerOf(set, entry, award.Trigger),
        Boosts = BoostsOf(entry, award.Boosts, award.At.InZone(zone).Date),
        Kind = award.Kind == "trigger" ? null : award.Kind,
        Reason = award.Reason,
        OtherUserId = award.OtherUser,
    };

    private static PointsAwardResponse Of(CatalogSet set, PointsEntry entry, PointsAwarded award, UserProfile profile) => new(
        WireText.Of(award.Id.ToGuid()), award.Amount, WireText.Of(award.At), award.Balance)
    {
        Trigger = TriggerOf(set, entry, award.Trigger),
        Boosts = award.Boosts.Count == 0 ? [] : BoostsOf(entry, award.Boosts, StreakWire.TodayOf(profile, award.At)),
        Kind = award.Kind == AwardKind.Trigger ? null : award.Kind.ToString().ToLowerInvariant(),
        Reason = award.Note?.Reason,
        OtherUserId = award.Note?.OtherUser,
    };

    private static IReadOnlyList<PointsBoostResponse> BoostsOf(PointsEntry entry, IReadOnlyList<string> keys, LocalDate on) =>
        keys.Count == 0 ? [] : [.. keys.Select(key => entry.FindBoost(key, on)).OfType<PointsBoostResponse>()];

    // A trigger that the version no longer has is shown as the last one that had it did.
    private static PointsTriggerResponse? TriggerOf(CatalogSet set, PointsEntry entry, string key)
    {
        if (entry.FindTrigger(key) is { } trigger)
        {
            return trigger;
        }

        PointsTriggerResponse? last = null;
        for (var plan = set.Timeline.After(0); plan is not null; plan = set.Timeline.After(plan.Version))
        {
            last = set.Of(plan.Version).FindPoints(entry.Definition.Key)?.FindTrigger(key) ?? last;
        }

        return last is null ? null : last with { Status = "archived" };
    }
}
