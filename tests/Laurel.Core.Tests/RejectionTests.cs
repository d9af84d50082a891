using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests;

public sealed class RejectionTests
{
    private static readonly Rulebook Rules = new()
    {
        UserAttributes = [Make.Attribute("plan")],
        EventAttributes = [Make.Attribute("subject")],
        Metrics = [Make.Metric("work"), Make.Metric("buy"), Make.Metric("both", "work", "buy")],
        Streaks = [Make.Streak("daily", "work") with { Freezes = new(0, 2, 0, 0) }, Make.Streak("plain", "work", 1_000_000), Make.Streak("personal", "work", 1_000_000) with { IsPersonal = true, Repair = new(1, null) }],
        Achievements =
        [
            Make.ByApi("profile"), Make.Reaches("ten", "buy", 10), Make.ByApi("locked") with { Status = AchievementStatus.Locked },
            Make.ByApi("inactive") with { Status = AchievementStatus.Inactive }, Make.ByApi("archived") with { Status = AchievementStatus.Archived },
            Make.ByApi("for-pro") with { UserFilter = Make.Filter(("plan", "pro")) },
        ],
        Points = [Make.Points("xp", Make.PerUnit("buy", -1) with { BlockIfOutOfPoints = true }), Make.Points("gems") with { AllowsTransfers = true, MaxPoints = 10, Levels = [Make.Level("rich", 5)], Prestige = new("rich") }],
    };

    /// <summary>What the known user does, and the code that refuses it.</summary>
    public static readonly TheoryData<string, Rejection> Refused = new()
    {
        { "identify shoe=42 plan=pro", Rejection.UnknownUserAttribute },
        { "event work 1 with shoe=42", Rejection.UnknownUserAttribute },
        { "identify zone=Mars/Olympus", Rejection.UnknownTimeZone },
        { "event work 1 with zone=Mars/Olympus", Rejection.UnknownTimeZone },
        { "identify emails=yes", Rejection.EmailRequired },
        { "event walk 1", Rejection.UnknownMetric },
        { "event both 1", Rejection.CombinedMetric },
        { "event work 1 shoe=42", Rejection.UnknownEventAttribute },
        { "event work 1.0000000001", Rejection.ValueOutOfRange },
        { "event work 1000000000000000.1", Rejection.ValueOutOfRange },
        { "event work -1000000000000001", Rejection.ValueOutOfRange },
        { "adjust coins 1", Rejection.UnknownPointsSystem },
        { "send coins 1 v", Rejection.UnknownPointsSystem },
        { "receive coins 1 v", Rejection.UnknownPointsSystem },
        { "adjust xp 0", Rejection.AmountOutOfRange },
        { "adjust xp 1000000000000001", Rejection.AmountOutOfRange },
        { "adjust xp -9223372036854775808", Rejection.AmountOutOfRange },
        { "send gems 0 v", Rejection.AmountOutOfRange },
        { "receive gems -1 v", Rejection.AmountOutOfRange },
        { "send xp 1 v", Rejection.TransfersDisabled },
        { "send gems 1 u", Rejection.TransferToSelf },
        { "event buy 1", Rejection.OutOfPoints },
        { "adjust xp -1", Rejection.OutOfPoints },
        { "send gems 1 v", Rejection.OutOfPoints },
        { "adjust gems 11", Rejection.PointsLimit },
        { "prestige coins", Rejection.UnknownPointsSystem },
        { "prestige xp", Rejection.PrestigeDisabled },
        { "prestige gems", Rejection.PrestigeLevelMissing },
        { "complete nothing", Rejection.UnknownAchievement },
        { "complete ten", Rejection.AchievementNotByApi },
        { "complete locked", Rejection.AchievementNotActive },
        { "complete inactive", Rejection.AchievementNotActive },
        { "complete archived", Rejection.AchievementNotActive },
        { "complete for-pro", Rejection.AchievementNotForUser },
        { "freeze weekly 1", Rejection.UnknownStreak },
        { "freeze plain 1", Rejection.FreezesDisabled },
        { "freeze daily 3", Rejection.FreezeLimit },
        { "buy weekly 1", Rejection.UnknownStreak },
        { "buy plain 1", Rejection.FreezesDisabled },
        { "buy daily 1", Rejection.FreezesNotForSale },
        { "repair weekly", Rejection.UnknownStreak },
        { "repair daily", Rejection.RepairDisabled },
        { "repair personal", Rejection.NothingToRepair },
        { "identify off=weekly", Rejection.UnknownStreak },
        { "identify own=daily:any:work:2", Rejection.StreakNotPersonal },
        { "identify own=daily:all", Rejection.StreakNotPersonal },
        { "identify own=personal:any:walk:2", Rejection.StreakPreferenceInvalid },
        { "identify own=personal:any:work:0", Rejection.StreakPreferenceInvalid },
        { "identify own=personal:any:work:1:work:2", Rejection.StreakPreferenceInvalid },
        { "restore weekly", Rejection.UnknownStreak },
        { "restore daily", Rejection.NothingToRestore },
        { "pause 2026-03-10 2026-03-09", Rejection.PauseOutOfRange },
        { "pause 2026-03-10 2027-03-11", Rejection.PauseOutOfRange },
        { "pause 2200-01-01 2200-01-02", Rejection.PauseOutOfRange },
        { "pause 2026-02-28 2026-03-09", Rejection.PauseInPast },
        { "unpause 1", Rejection.UnknownPause },
    };

    private static readonly Rejection[] TestedAlone =
    [
        Rejection.RepairTooLate, Rejection.RepairNeedsActivity, Rejection.PrestigeLimit, Rejection.PrestigeTooSoon,
        Rejection.UnknownUser, Rejection.TooLate, Rejection.TotalOutOfRange, Rejection.PauseLimit, Rejection.AchievementNotCompleted, Rejection.UnknownEvent,
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Input_ThatCannotBe_IsRefusedAndChangesNothing(string does, Rejection rejection) => Scenario.Play(Rules, $"""
        2026-03-01T10:00Z | event work 1 | streak daily 1 started
        2026-03-01T11:00Z | {does} | rejected {rejection.Code()}
        2026-03-02T10:00Z | event work 1 | metric work 1 > 2; metric both 1 > 2; streak daily 2
        """);

    [Theory]
    [InlineData("tick")]
    [InlineData("update plan=pro")]
    public void UnknownUser_WhoMustExist_IsRefused(string does) => Scenario.Play(Rules, $"2026-03-01T10:00Z | {does} | rejected {Rejection.UnknownUser.Code()}");

    [Fact]
    public void FirstInput_Refused_CreatesNobody() => Scenario.Play(Rules, """
        2026-03-01T10:00Z | event walk 1 with plan=pro | rejected unknown_metric
        2026-03-01T10:00Z | update plan=pro | rejected unknown_user
        """);

    [Fact]
    public void Past_BeforeWhatIsKnown_IsTooLate() => Scenario.Play(Rules, $"""
        2026-03-01T10:00Z | event work 1 | streak daily 1 started
        2026-03-01T12:00Z | tick | nothing
        2026-03-01T11:59Z | event work 1 | rejected {Rejection.TooLate.Code()}
        2026-03-01T12:00Z | event work 1 | nothing
        """);

    [Fact]
    public void Correction_OfWhatIsNotThere_IsRefused()
    {
        var timeline = Timeline.Of(Rules);
        var at = Make.At("2026-03-01T10:00Z");
        var user = new JournalEntry(new Identify(new(new Guid(1, 0, 0, new byte[8])), "u", at), 1);
        var retraction = new RetractEvent(new(new Guid(2, 0, 0, new byte[8])), "u", at, user.Input.Id) { Reason = "r", Author = "a" };
        var revocation = new RevokeAchievement(new(new Guid(3, 0, 0, new byte[8])), "u", at, "ten") { Reason = "r", Author = "a" };

        var derived = Derivation.Of(timeline, [user, new(retraction, null)], at);

        Assert.Equal(Rejection.UnknownEvent, derived.Outcomes[retraction.Id].Refusal?.Reason);
        Assert.Equal(Rejection.AchievementNotCompleted, Derivation.RefusalOf(timeline.Current, derived.State, revocation)?.Reason);
        Assert.Equal(Rejection.UnknownAchievement, Derivation.RefusalOf(timeline.Current, derived.State, revocation with { Achievement = "none" })?.Reason);
        Assert.Equal(Rejection.UnknownUser, Derivation.RefusalOf(timeline.Current, null, revocation)?.Reason);
    }

    [Fact]
    public void Total_AtItsLimit_TakesNothingMore()
    {
        var full = string.Concat(Enumerable.Repeat($"2026-03-01T10:00Z | event work {Limits.ValueMax} | nothing\n", (int)(Limits.TotalMax / Limits.ValueMax)));
        Scenario.Play(Rules with { Streaks = [] }, $"""
            {full}
            2026-03-01T10:00Z | event work 0.000000001 | rejected {Rejection.TotalOutOfRange.Code()}
            2026-03-01T10:00Z | event work -0.000000001 | metric work 1000000000000000000 > 999999999999999999.999999999; metric both 1000000000000000000 > 999999999999999999.999999999
            """);
    }

    [Fact]
    public void Pauses_AtTheirLimit_TakeNoMoreUntilOneIsRemoved()
    {
        var full = string.Concat(Enumerable.Repeat("2026-03-01T10:00Z | pause 2026-03-10 2027-03-10 | pause 2026-03-10 to 2027-03-10\n", Limits.PausesMax));
        Scenario.Play(Rules with { Streaks = [] }, $"""
            {full}
            2026-03-01T10:00Z | pause 2026-03-10 2026-03-10 | rejected {Rejection.PauseLimit.Code()}
            2026-03-01T10:00Z | unpause 7 | no pause 2026-03-10 to 2027-03-10
            2026-03-01T10:00Z | pause 2026-03-10 2026-03-10 | pause 2026-03-10 to 2026-03-10
            """);
    }

    [Fact]
    public void Deduction_OfATimeTrigger_IsNotARefusal() => Scenario.Play(
        Rules with { Points = [Make.Points("xp", Make.Hours("decay", -1, 1) with { BlockIfOutOfPoints = true })] }, """
        2026-03-01T10:00Z | identify | nothing
        2026-03-01T12:00Z | tick | nothing
        """);

    [Fact]
    public void EveryRejection_HasATestThatProducesIt() =>
        Assert.Equal(Enum.GetValues<Rejection>(), Refused.Select(row => row.Data.Item2).Concat(TestedAlone).Distinct().Order());

    [Fact]
    public void Codes_AreDistinctSnakeCase()
    {
        var codes = Enum.GetValues<Rejection>().Select(rejection => rejection.Code()).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z]+(_[a-z]+)*$", code));
    }
}
