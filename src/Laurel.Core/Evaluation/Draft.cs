using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Evaluation;

/// <summary>
/// One evaluation under way: the state being changed, the facts so far, and the moment it is about. Lives for one call of
/// <see cref="Evaluator.Evaluate"/> and never leaves it.
/// </summary>
internal sealed class Draft
{
    private readonly UserState before;
    private readonly List<Fact> facts = [];
    private List<(ConditionListeners Listeners, Fact Fact)>? touched;
    private int reacted;
    private ulong userSeed;
    private InputId input;
    private FactId root;
    private DateTimeZone? zone;
    private LocalDateTime? local;
    private Instant now;
    private ValueList<KeyValuePair<string, int>> pastCompletions;

    public Draft(Plan plan, UserState state)
    {
        before = state;
        Plan = plan;
        Profile = state.Profile;
        Pauses = state.Pauses;
        ActiveDays = state.ActiveDays;
        pastCompletions = state.PastCompletions;
        Revoked = state.Revoked;
        Counters = new(state.Counters);
        Gauges = new(state.Gauges);
        Steps = new(state.Steps);
        Streaks = new(state.Streaks);
        Achievements = new(state.Achievements);
        Points = new(state.Points);
        Leaderboards = new(state.Leaderboards);
    }

    public Plan Plan { get; }

    /// <summary>The input was accepted when it happened; nothing refuses it now.</summary>
    public bool IsReplay { get; init; }

    /// <summary>What was due next when the evaluation began.</summary>
    public Instant? NextDueAt => before.NextDueAt;

    public UserProfile Profile { get; set; }

    public ValueList<Pause> Pauses { get; set; }

    public ActiveDays ActiveDays { get; set; }

    /// <summary>Keys of achievements that rules must not complete.</summary>
    public ValueList<string> Revoked { get; set; }

    public PieceSlots<decimal> Counters;
    public PieceSlots<GaugeState?> Gauges;
    public Slots<int> Steps;
    public Slots<StreakState> Streaks;
    public Slots<AchievementState?> Achievements;
    public Slots<PointsState> Points;
    public Slots<LeaderboardState> Leaderboards;

    /// <summary>How often an achievement had been completed when the user last began again.</summary>
    public int PastCompletionsOf(AchievementPlan achievement)
    {
        foreach (var (key, count) in pastCompletions.Items)
        {
            if (key == achievement.Definition.Key)
            {
                return count;
            }
        }

        return 0;
    }

    public void KeepPastCompletions(AchievementPlan achievement, int count) =>
        pastCompletions = [.. pastCompletions.Where(past => past.Key != achievement.Definition.Key), new(achievement.Definition.Key, count)];

    /// <summary>Attributes of the event being evaluated; empty for everything else.</summary>
    public AttributeSet EventAttributes { get; private set; } = AttributeSet.Empty;

    /// <summary>The instant that is being processed.</summary>
    public Instant Now => now;

    public DateTimeZone Zone => zone ??= Calendar.Zone(Profile.TimeZone) ?? DateTimeZone.Utc;

    /// <summary>Now, on the user's own calendar and clock.</summary>
    public LocalDateTime Local => local ??= now.InZone(Zone).LocalDateTime;

    public LocalDate Today => Local.Date;

    /// <summary>Today as a streak sees it, whose days may begin later than at midnight.</summary>
    public LocalDate TodayOf(StreakDefinition streak) => Calendar.DateOf(Local, streak.DayStart);

    public IReadOnlyList<Fact> Facts => facts;

    public Rejection? Rejection { get; private set; }

    public string Detail { get; private set; } = "";

    /// <summary>From here on, everything happens at <paramref name="at"/> because of <paramref name="cause"/>.</summary>
    public void Begin(Input cause, Instant at)
    {
        MoveTo(at);
        input = cause.Id;
        root = FactId.Of(cause.Id);
        EventAttributes = cause is MetricEvent metricEvent ? metricEvent.Attributes : AttributeSet.Empty;
    }

    /// <summary>From here on, everything happens at <paramref name="due"/> because that instant was reached.</summary>
    public void Begin(Instant due)
    {
        MoveTo(due);
        userSeed = userSeed == 0 ? FactId.Seed(Profile.Id) : userSeed;
        input = default;
        root = FactId.Of(userSeed, due);
        EventAttributes = AttributeSet.Empty;
    }

    /// <summary>From here on, everything happens at <paramref name="at"/> because a rulebook version took effect.</summary>
    public void Begin(Instant at, FactId version)
    {
        Begin(at);
        root = version;
    }

    /// <summary>To be called after the user's zone changed.</summary>
    public void ZoneChanged()
    {
        zone = null;
        local = null;
    }

    /// <summary>The id of what a rule concludes directly from the input or due instant.</summary>
    public FactId IdOf(ulong seed) => root.Then(seed);

    public Cause CauseOf(string rule) => new(input, rule, default);

    /// <summary>The cause of what a rule concludes from another fact.</summary>
    public Cause CauseOf(string rule, Fact parent) => new(input, rule, parent.Id);

    public void Add(Fact fact)
    {
        if (facts.Count >= Limits.FactsMax)
        {
            throw new InvalidOperationException($"One input led to more than {Limits.FactsMax} facts; the rulebook check should have refused the cycle behind this.");
        }

        facts.Add(fact);
    }

    /// <summary>Hands over the facts so far; what follows is counted anew. To be called when all have been reacted to.</summary>
    public void HandOver(Action<Fact> take)
    {
        facts.ForEach(take);
        facts.Clear();
        reacted = 0;
    }

    public void Reject(Rejection rejection, string detail)
    {
        if (IsReplay)
        {
            return;
        }

        Rejection = rejection;
        Detail = detail;
    }

    /// <summary>Lets every feature react to every fact, including those that this adds, in one fixed order.</summary>
    public void Cascade()
    {
        do
        {
            for (; reacted < facts.Count && Rejection is null; reacted++)
            {
                var fact = facts[reacted];
                StreakRules.React(this, fact);
                AchievementRules.React(this, fact);
                PointsRules.React(this, fact);
                LeaderboardRules.React(this, fact);
                if (Plan.Listening(fact) is { IsNone: false } listeners)
                {
                    (touched ??= []).Add((listeners, fact));
                }
            }
        }
        while (LookAtConditions());
    }

    /// <summary>The next instant at which something happens by itself, as things stand; null: nothing is due.</summary>
    public Instant? NextDue() =>
        Calendar.Earlier(Calendar.Earlier(StreakRules.NextDue(this), PointsRules.NextDue(this)), EntryRules.NextDue(this));

    public UserState ToState() => before with
    {
        Profile = Profile,
        Pauses = Pauses,
        ActiveDays = ActiveDays,
        PastCompletions = pastCompletions,
        Revoked = Revoked,
        Version = Plan.Version,
        At = now,
        NextDueAt = NextDue(),
        Counters = Counters.ToList(),
        Gauges = Gauges.ToList(),
        Steps = Steps.ToList(),
        Streaks = Streaks.ToList(),
        Achievements = Achievements.ToList(),
        Points = Points.ToList(),
        Leaderboards = Leaderboards.ToList(),
    };

    // Conditions are looked at once everything else has come to rest, so that all of them see the same.
    private bool LookAtConditions()
    {
        if (touched is null || Rejection is not null)
        {
            return false;
        }

        var looked = touched;
        touched = null;
        ConditionRules.Look(this, looked);
        return reacted < facts.Count;
    }

    private void MoveTo(Instant at)
    {
        now = at;
        local = null;
    }
}
