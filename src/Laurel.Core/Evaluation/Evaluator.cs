using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Evaluation;

/// <summary>
/// The pure function that everything follows from: rulebooks, a user's state and an input give the next state and the facts.
/// The same arguments give the same result on every machine.
/// </summary>
public static class Evaluator
{
    /// <summary>
    /// Lets time pass up to the input, processing every due instant on the way in order and with its own instant, and then
    /// applies the input. Null state: the user has not been seen before.
    /// </summary>
    /// <param name="history">
    /// The user's journaled inputs, oldest first; only needed when the answer without it was <see cref="Evaluated.NeedsHistory"/>.
    /// </param>
    public static Evaluated Evaluate(Timeline timeline, UserState? state, Input input, IReadOnlyList<Input>? history = null) =>
        EvaluateAs(timeline, state, input, Manner.AsItComes with { History = history });

    internal static Evaluated EvaluateAs(Timeline timeline, UserState? state, Input input, Manner how)
    {
        if (state is null)
        {
            return EvaluateFirst(timeline, input, how);
        }

        if (input.At < state.At)
        {
            return new Evaluated.Rejected(Rejection.TooLate, state.At.ToString());
        }

        List<Fact>? facts = null;
        while (timeline.After(state.Version) is { } next && next.EffectiveAt <= input.At && next.Version <= how.VersionMax)
        {
            var plan = timeline.Version(state.Version);
            if (Versions.NeedHistory(plan, next) && how.History is null)
            {
                return Evaluated.NeedsHistory.Instance;
            }

            facts ??= [];
            state = Advanced(plan, state, Instant.Max(next.EffectiveAt, state.At), facts);
            state = Versions.Rebind(plan, next, state, how.History ?? [], facts);
        }

        return Apply(new Draft(timeline.Version(state.Version), state) { IsReplay = how.IsReplay }, input, isNew: false, facts);
    }

    /// <summary>
    /// The refusal that an event or an identification meets whatever its user did before, because it follows from the rulebook
    /// alone; null when there is none. An input that passes may still be refused by <see cref="Evaluate"/>.
    /// </summary>
    public static Evaluated.Rejected? RefusalOf(Plan plan, Input input) =>
        UserRules.RefusalOf(plan, input.Patch) ?? (input is MetricEvent metricEvent ? MetricRules.RefusalOf(plan, metricEvent, isReplay: false) : null);

    /// <summary>The state of a user about whom nothing is known but the id.</summary>
    internal static UserState Blank(Plan plan, string user, Instant at) => new(new UserProfile(user, at) { Control = ControlRules.IsControl(plan.Rulebook.ControlPercent, user) })
    {
        Version = plan.Version,
        At = at,
        Counters = [.. new decimal[plan.Counters.Count]],
        Gauges = [.. new GaugeState?[plan.Gauges.Count]],
        Steps = new(new int[plan.Sequences.Length]),
        Streaks = [.. plan.Streaks.Select(_ => StreakState.None)],
        Achievements = new(new AchievementState?[plan.Achievements.Length]),
        Points = [.. plan.Points.Select(_ => PointsState.None)],
        Leaderboards = [.. plan.Leaderboards.Select(_ => Leaderboards.LeaderboardState.None)],
    };

    /// <summary>
    /// The state after an input of the past under a version that was not in force then. It was accepted when it happened,
    /// so nothing refuses it now: what this version does not know has no effect.
    /// </summary>
    internal static UserState? Replayed(Plan plan, UserState? state, Input input, ValueList<string> revoked)
    {
        var draft = new Draft(plan, state ?? Blank(plan, input.User, input.At) with { Revoked = revoked }) { IsReplay = true };
        return Apply(draft, input, isNew: state is null) is Evaluated.Accepted accepted ? accepted.Next : state;
    }

    /// <summary>One more input of the past within an evaluation under way, under the same version; nothing refuses it.</summary>
    internal static void Replay(Draft draft, Input input)
    {
        Advance(draft, draft.NextDue(), input.At);
        draft.Begin(input, input.At);
        UserRules.Apply(draft, input.Patch, isNew: false);
        draft.Cascade();
        Apply(draft, input);
        draft.Cascade();
    }

    private static Evaluated EvaluateFirst(Timeline timeline, Input input, Manner how)
    {
        if (!how.IsReplay && NeedsUser(input))
        {
            return new Evaluated.Rejected(Rejection.UnknownUser, input.User);
        }

        var plan = timeline.InForceAt(input.At);
        plan = plan.Version > how.VersionMax ? timeline.Version(how.VersionMax) : plan;
        var blank = Blank(plan, input.User, input.At) with { Revoked = how.Revoked ?? [] };
        return Apply(new Draft(plan, blank) { IsReplay = how.IsReplay }, input, isNew: true);
    }

    private static bool NeedsUser(Input input) => input is Tick or Rederive or Identify { MustExist: true } or AdjustPoints or SendPoints or ReceivePoints or BuyFreezes or RepairStreak or Prestige
        or RetractEvent or GrantAchievement or RevokeAchievement or KeepAchievement or GrantAmnesty;

    // The state at a later instant under one version.
    private static UserState Advanced(Plan plan, UserState state, Instant until, List<Fact> facts)
    {
        var draft = new Draft(plan, state);
        Advance(draft, state.NextDueAt, until);
        draft.Begin(until);
        facts.AddRange(draft.Facts);
        return draft.ToState();
    }

    private static void Advance(Draft draft, Instant? due, Instant until)
    {
        while (due is { } at && at <= until)
        {
            draft.Begin(at);
            StreakRules.ProcessDue(draft);
            PointsRules.ProcessDue(draft);
            EntryRules.ProcessDue(draft);
            draft.Cascade();
            due = draft.NextDue();
        }
    }

    private static Evaluated Apply(Draft draft, Input input, bool isNew, List<Fact>? earlier = null)
    {
        Advance(draft, draft.NextDueAt, input.At);
        draft.Begin(input, input.At);
        UserRules.Apply(draft, input.Patch, isNew);
        draft.Cascade();
        if (draft.Rejection is null)
        {
            Apply(draft, input);
            draft.Cascade();
        }

        if (draft.Rejection is { } rejection)
        {
            return new Evaluated.Rejected(rejection, draft.Detail);
        }

        return new Evaluated.Accepted(draft.ToState(), earlier is null ? draft.Facts : [.. earlier, .. draft.Facts]);
    }

    private static void Apply(Draft draft, Input input)
    {
        switch (input)
        {
            case MetricEvent metricEvent:
                MetricRules.Apply(draft, metricEvent);
                break;
            case CompleteAchievement complete:
                AchievementRules.Apply(draft, complete);
                break;
            case GrantFreezes grant:
                FreezeRules.Apply(draft, grant);
                break;
            case BuyFreezes buy:
                FreezeRules.Apply(draft, buy);
                break;
            case RepairStreak repair:
                RepairRules.Apply(draft, repair);
                break;
            case RestoreStreak restore:
                RestoreRules.Apply(draft, restore);
                break;
            case PauseStreak pause:
                PauseRules.Apply(draft, pause);
                break;
            case RemovePause remove:
                PauseRules.Apply(draft, remove);
                break;
            case AdjustPoints adjust:
                AdjustmentRules.Apply(draft, adjust);
                break;
            case SendPoints send:
                AdjustmentRules.Apply(draft, send);
                break;
            case ReceivePoints receive:
                AdjustmentRules.Apply(draft, receive);
                break;
            case Prestige prestige:
                PrestigeRules.Apply(draft, prestige);
                break;
            case GrantAchievement grant:
                AchievementRules.Apply(draft, grant);
                break;
            case KeepAchievement keep:
                AchievementRules.Apply(draft, keep);
                break;
            case GrantAmnesty amnesty:
                PauseRules.Apply(draft, amnesty);
                break;
            case RevokeAchievement or RetractEvent:
                // Their effect is that the user is derived without what they take back.
            case Identify or Tick or Rederive:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(input), input, "Unknown kind of input.");
        }
    }
}
