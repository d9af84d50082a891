using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Evaluation;

/// <summary>What late, retracted and manual inputs come to, one example each.</summary>
public sealed class DerivationTests
{
    private static readonly Rulebook Rules = new()
    {
        Metrics = [Make.Metric("work")],
        Streaks = [Make.Streak("daily", "work")],
        Achievements = [Make.Reaches("three", "work", 3), Make.Lasts("row", "daily", 3), Make.AllOf("both", "three", "row"), Make.ByApi("profile")],
        Points = [Make.Points("xp", Make.PerUnit("work", 10), Make.PerAchievement("three", 50), Make.PerAchievement("both", 100))],
    };

    private readonly List<JournalEntry> journal = [];

    [Fact]
    public void LateEvent_FillsTheGap_AndTheStreakWasNeverLost()
    {
        Work("2026-03-01", "2026-03-02", "2026-03-04");
        Assert.Equal(1, Derive().State?.Streaks[0].Length);

        Work("2026-03-03");

        var derived = Derive();
        Assert.Equal(4, derived.State?.Streaks[0].Length);
        Assert.DoesNotContain(derived.Facts, fact => fact is StreakLost);
        Assert.Equal(Make.At("2026-03-03T12:00Z"), Completion(derived, "row")?.At);
    }

    [Fact]
    public void LateEvent_MovesACompletionToTheEventThatWasTheLastOne()
    {
        Work("2026-03-01", "2026-03-02", "2026-03-05");
        Work("2026-03-04");

        Assert.Equal(Make.At("2026-03-04T12:00Z"), Completion(Derive(), "three")?.At);
    }

    [Fact]
    public void Retraction_TakesBackPointsAndAchievements()
    {
        Work("2026-03-01", "2026-03-02", "2026-03-03");
        Assert.Equal(180, Derive().State?.Points[0].Balance);

        Add(id => new RetractEvent(id, "u", Make.At("2026-03-03T13:00Z"), journal[1].Input.Id) { Reason = "r", Author = "a" });

        var derived = Derive();
        Assert.Equal(20, derived.State?.Points[0].Balance);
        Assert.DoesNotContain(derived.Facts, fact => fact is AchievementCompleted);
        Assert.Equal(1, derived.State?.Streaks[0].Length);
    }

    [Fact]
    public void Retraction_OfTheFirstEvent_LeavesTheUser()
    {
        Add(id => new MetricEvent(id, "u", Make.At("2026-03-01T12:00Z"), "work", 1) { Patch = new() { TimeZone = new("Asia/Tokyo") } });
        Add(id => new RetractEvent(id, "u", Make.At("2026-03-03T13:00Z"), journal[0].Input.Id) { Reason = "r", Author = "a" });

        var profile = Derive().State?.Profile;

        Assert.Equal((Make.At("2026-03-01T12:00Z"), "Asia/Tokyo"), (profile?.CreatedAt, profile?.TimeZone));
    }

    [Fact]
    public void Revocation_ByHand_TakesWhatFollowed_AndOnlyAHandBringsItBack()
    {
        Work("2026-03-01", "2026-03-02", "2026-03-03");
        Add(id => new RevokeAchievement(id, "u", Make.At("2026-03-03T13:00Z"), "three") { Reason = "r", Author = "a" });
        Work("2026-03-04");
        var revoked = Derive();
        Add(id => new GrantAchievement(id, "u", Make.At("2026-03-05T13:00Z"), "three") { Reason = "r", Author = "a" });
        var granted = Derive();

        Assert.Null(Completion(revoked, "three"));
        Assert.Null(Completion(revoked, "both"));
        Assert.Equal(40, revoked.State?.Points[0].Balance);
        Assert.Equal(Make.At("2026-03-05T13:00Z"), Completion(granted, "both")?.At);
        Assert.Equal(190, granted.State?.Points[0].Balance);
    }

    [Fact]
    public void Keep_HoldsACompletion_WithTheIdsOfWhatFollowed()
    {
        Work("2026-03-01", "2026-03-02", "2026-03-03");
        var before = Derive();
        var three = Completion(before, "three") ?? throw new InvalidOperationException("Three events complete it.");
        Add(id => new RetractEvent(id, "u", Make.At("2026-03-03T13:00Z"), journal[0].Input.Id) { Reason = "r", Author = "a" });
        Add(id => new KeepAchievement(id, "u", three.At, "three", three.Id, 1));

        var after = Derive();

        Assert.Equal(three.Id, Completion(after, "three")?.Id);
        Assert.Equal(
            before.Facts.OfType<PointsAwarded>().Single(award => award.Trigger == "three-points").Id,
            after.Facts.OfType<PointsAwarded>().Single(award => award.Trigger == "three-points").Id);
        Assert.Equal(70, after.State?.Points[0].Balance);
    }

    [Fact]
    public void Amnesty_ForDaysLongGone_BreaksNoStreak()
    {
        Work("2026-03-01", "2026-03-02", "2026-03-05");
        Add(id => new GrantAmnesty(id, "u", Make.At("2026-03-02T10:00Z"), Make.Date("2026-03-03"), Make.Date("2026-03-04")) { Reason = "outage", Author = "a" });

        var derived = Derive();

        Assert.Equal(3, derived.State?.Streaks[0].Length);
        Assert.Equal(
            ["amnesty 2026-03-03 to 2026-03-04", "streak daily paused 2026-03-03", "streak daily paused 2026-03-04"],
            derived.Facts.Where(fact => fact is AmnestyGranted or PeriodPaused).Select(FactText.Of));
    }

    [Fact]
    public void Deduction_ThatIsNoLongerCovered_IsMadeAllTheSame()
    {
        Work("2026-03-01");
        Add(id => new AdjustPoints(id, "u", Make.At("2026-03-01T13:00Z"), "xp", -10) { Reason = "shop", Author = "a" });
        Add(id => new RetractEvent(id, "u", Make.At("2026-03-03T13:00Z"), journal[0].Input.Id) { Reason = "r", Author = "a" });

        Assert.Equal(-10, Derive().State?.Points[0].Balance);
    }

    [Fact]
    public void Version_ThatBecameKnownLate_DoesNotDecideAboutWhatWasAppliedBefore()
    {
        var timeline = Make.Versions(Rules, ("2026-03-02T10:00Z", Rules with { Points = [Make.Points("xp", Make.PerUnit("work", 1))] }));
        Work("2026-03-01", "2026-03-02");
        journal[^1] = journal[^1] with { Version = 1 };
        var known = Derivation.Of(timeline, journal, Make.At("2026-03-02T12:00Z"));
        journal[^1] = journal[^1] with { Version = 2 };
        var late = Derivation.Of(timeline, journal, Make.At("2026-03-02T12:00Z"));

        Assert.Equal((20, 11), (known.State?.Points[0].Balance, late.State?.Points[0].Balance));
    }

    private static AchievementCompleted? Completion(Derived derived, string achievement) =>
        derived.Facts.OfType<AchievementCompleted>().SingleOrDefault(completed => completed.Achievement == achievement);

    private Derived Derive() => Derivation.Of(Timeline.Of(Rules), journal, Instant.MinValue);

    private void Work(params string[] days)
    {
        foreach (var day in days)
        {
            Add(id => new MetricEvent(id, "u", Make.At($"{day}T12:00Z"), "work", 1));
        }
    }

    private void Add(Func<InputId, Input> make) => journal.Add(new(make(new InputId(new Guid(journal.Count + 1, 0, 0, new byte[8]))), 1));
}
