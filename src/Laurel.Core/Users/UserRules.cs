using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Streaks;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Users;

/// <summary>Applies what an input says about the user itself.</summary>
internal static class UserRules
{
    private static readonly ulong CreatedSeed = FactId.Seed("user-created");
    private static readonly ulong ChangedSeed = FactId.Seed("user-changed");

    /// <summary>Changes the profile and, for a user not seen before, announces it.</summary>
    public static void Apply(Draft draft, UserPatch patch, bool isNew)
    {
        Change(draft, patch);
        if (isNew && draft.Rejection is null)
        {
            draft.Add(new UserCreated(draft.IdOf(CreatedSeed), draft.CauseOf("user"), draft.Now));
        }
    }

    private static void Change(Draft draft, UserPatch patch)
    {
        if (ReferenceEquals(patch, UserPatch.Nothing) || IsRefused(draft, patch))
        {
            return;
        }

        var before = draft.Profile;
        var after = Patched(before, patch);
        if (after == before)
        {
            return;
        }

        after = after with { UpdatedAt = draft.Now };
        draft.Profile = after;
        if (after.TimeZone != before.TimeZone)
        {
            draft.ZoneChanged();
        }

        draft.Add(new UserChanged(draft.IdOf(ChangedSeed), draft.CauseOf("user"), draft.Now, before, after));
    }

    private static UserProfile Patched(UserProfile profile, UserPatch patch)
    {
        var subscribe = patch.SubscribeToEmails.Or(profile.SubscribeToEmails);
        return profile with
        {
            Name = patch.Name.Or(profile.Name),
            Email = subscribe ? patch.Email.Or(profile.Email) : null,
            TimeZone = patch.TimeZone.Or(profile.TimeZone),
            DeviceTokens = patch.DeviceTokens.Or(profile.DeviceTokens),
            SubscribeToEmails = subscribe,
            LeaderboardsOptOut = patch.LeaderboardsOptOut.Or(profile.LeaderboardsOptOut),
            LeaderboardsAnonymous = patch.LeaderboardsAnonymous.Or(profile.LeaderboardsAnonymous),
            Attributes = patch.Attributes.Count == 0 ? profile.Attributes : profile.Attributes.With(patch.Attributes),
            Streaks = patch.Streaks.Count == 0 ? profile.Streaks : PreferenceRules.Merged(profile.Streaks, patch.Streaks),
            Notifications = patch.Notifications.Count == 0 ? profile.Notifications : Merged(profile.Notifications, patch.Notifications),
        };
    }

    private static ValueList<KeyValuePair<string, ValueList<string>>> Merged(
        ValueList<KeyValuePair<string, ValueList<string>>> current, ValueList<KeyValuePair<string, ValueList<string>>> changes)
    {
        var merged = current.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var (type, channels) in changes)
        {
            merged[type] = channels;
        }

        return [.. merged.OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    /// <summary>The refusal that follows from the rulebook alone; null when there is none.</summary>
    public static Evaluated.Rejected? RefusalOf(Plan plan, UserPatch patch)
    {
        if (ReferenceEquals(patch, UserPatch.Nothing))
        {
            return null;
        }

        foreach (var (key, _) in patch.Attributes)
        {
            if (!plan.DeclaresUserAttribute(key))
            {
                return new(Rejection.UnknownUserAttribute, string.Join(", ", Undeclared(plan, patch)));
            }
        }

        return patch.TimeZone.IsSet && Calendar.Zone(patch.TimeZone.Value) is null
            ? new(Rejection.UnknownTimeZone, patch.TimeZone.Value ?? "")
            : null;
    }

    private static IEnumerable<string> Undeclared(Plan plan, UserPatch patch) =>
        patch.Attributes.Select(change => change.Key).Where(key => !plan.DeclaresUserAttribute(key));

    private static bool IsRefused(Draft draft, UserPatch patch)
    {
        if (RefusalOf(draft.Plan, patch) is { } refusal)
        {
            draft.Reject(refusal.Reason, refusal.Detail);
        }
        else if (patch.SubscribeToEmails is { IsSet: true, Value: true } && patch.Email.Or(draft.Profile.Email) is null)
        {
            draft.Reject(Rejection.EmailRequired, draft.Profile.Id);
        }
        else
        {
            PreferenceRules.Check(draft, patch);
        }

        return draft.Rejection is not null;
    }
}
