using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Properties;

/// <summary>What holds in every life under every rulebook.</summary>
public sealed class InvariantTests
{
    [Fact]
    public void Facts_AddUpToTheState() => Seeds.Each(300, random =>
    {
        var rulebook = Story.Rules(random);
        var (state, facts) = Story.Live(Timeline.Of(rulebook), Story.Inputs(random, 50));
        AssertAddsUp(rulebook, state, facts);
    });

    [Fact]
    public void Facts_AddUpToTheState_OverRulebookVersions() => Seeds.Each(300, random =>
    {
        var inputs = Story.Inputs(random, 50);
        var (first, second) = (Story.Rules(random), Story.Rules(random));
        var change = inputs[25].At + Duration.FromMinutes(random.Next(60));
        var timeline = new Timeline([new Plan(first, 1, Instant.MinValue), new Plan(second, 2, change)]);
        var (state, facts) = Story.Live(timeline, inputs.Append(new Tick("u", inputs[^1].At + Duration.FromDays(1))));
        AssertAddsUp(second, state, facts);
    });

    [Fact]
    public void Ticks_MissingDoubledOrMerged_ChangeNothing() => Seeds.Each(250, random =>
    {
        var inputs = Story.Inputs(random, 40);
        var end = new Tick("u", inputs[^1].At + Duration.FromDays(random.Next(20)));
        var change = inputs[20].At + Duration.FromMinutes(30 * random.Next(20));
        var timeline = new Timeline([new Plan(Story.Rules(random), 1, Instant.MinValue), new Plan(Story.Rules(random), 2, change)]);
        var (bare, facts) = Story.Live(timeline, inputs.Append(end));
        var (ticked, tickedFacts) = Story.Live(timeline, WithTicks(random, inputs).Append(end));
        Assert.Equal(facts.Select(fact => fact.Id), tickedFacts.Select(fact => fact.Id));
        Assert.True(facts.SequenceEqual(tickedFacts), "The same ids stand for different facts.");
        AssertSame(bare, ticked);
    });

    [Fact]
    public void TicksWhenDue_FindEverythingThatIsDue() => Seeds.Each(200, random =>
    {
        var timeline = Timeline.Of(Story.Rules(random));
        var inputs = Story.Inputs(random, 20);
        var (state, _) = Story.Live(timeline, inputs);
        var until = inputs[^1].At + Duration.FromDays(15);
        var (late, facts) = ((Evaluated.Accepted)Evaluator.Evaluate(timeline, state, new Tick("u", until))) is var all ? (all.Next, all.Facts) : default;
        var found = new List<Fact>();
        while (state?.NextDueAt is { } due && due <= until)
        {
            var accepted = (Evaluated.Accepted)Evaluator.Evaluate(timeline, state, new Tick("u", due));
            Assert.True(accepted.Next.NextDueAt is not { } next || next > due, "Time stands still.");
            found.AddRange(accepted.Facts);
            state = accepted.Next;
        }

        Assert.Equal(facts, found);
        AssertSame(late, state is null ? null : state with { At = until });
    });

    [Fact]
    public void Deriving_Again_GivesTheSameStateAndFacts() => Seeds.Each(200, random =>
    {
        var inputs = Story.Inputs(random, 40);
        var rulebook = Story.Rules(random);
        var (state, facts) = Story.Live(Timeline.Of(rulebook), inputs);
        var (again, factsAgain) = Story.Live(Timeline.Of(rulebook), inputs);
        Assert.Equal(facts, factsAgain);
        AssertSame(state, again);
    });

    [Fact]
    public void Version_WithTheSameRules_ChangesNothing() => Seeds.Each(200, random =>
    {
        var inputs = Story.Inputs(random, 40);
        var rulebook = Story.Rules(random);
        var (state, facts) = Story.Live(Timeline.Of(rulebook), inputs);
        var timeline = new Timeline([new Plan(rulebook, 1, Instant.MinValue), new Plan(rulebook, 2, inputs[20].At)]);
        var (again, factsAgain) = Story.Live(timeline, inputs);
        Assert.Equal(facts, factsAgain);
        AssertSame(state, again is null ? null : again with { Version = 1 });
    });

    // Without freezes and points, which are not granted for the past, and without the composite's filter: who matches it now gets it.
    [Fact]
    public void Version_WithNewRules_CountsAsIfTheyHadAlwaysBeen() => Seeds.Each(200, random =>
    {
        var inputs = Story.Inputs(random, 40);
        var rules = Story.Rules(random);
        var rulebook = rules with { Achievements = [.. rules.Achievements.Select(achievement => achievement with { UserFilter = [] })], Points = [], Streaks = [.. rules.Streaks.Select(streak => streak with { Freezes = null })] };
        var before = rulebook with { Streaks = [], Achievements = [Make.ByApi("said")], Leaderboards = [] };
        inputs.RemoveAll(input => input is GrantFreezes or RestoreStreak or RepairStreak or BuyFreezes || input.Patch.Streaks.Count > 0);
        inputs.Add(new Tick("u", inputs[^1].At));
        var timeline = new Timeline([new Plan(before, 1, Instant.MinValue), new Plan(rulebook, 2, inputs[inputs.Count / 2].At)]);
        var (always, _) = Story.Live(Timeline.Of(rulebook), inputs);
        var (late, facts) = Story.Live(timeline, inputs);
        Assert.NotNull(always);
        Assert.NotNull(late);
        Assert.Equal(always.Counters, late.Counters);
        Assert.Equal(always.Streaks, late.Streaks);
        Assert.Equal(always.ActiveDays, late.ActiveDays);
        Assert.Equal(always.Achievements.Select(held => held?.CompletedAt), late.Achievements.Select(held => held?.CompletedAt));
        AssertAddsUp(rulebook, late, facts);
    });

    [Fact]
    public void Facts_NeverGoBackInTime() => Seeds.Each(300, random =>
    {
        var (_, facts) = Story.Live(Timeline.Of(Story.Rules(random)), Story.Inputs(random, 50));
        Assert.All(facts.Zip(facts.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At, $"{pair.First} comes before {pair.Second}"));
    });

    private static void AssertAddsUp(Rulebook rulebook, UserState? state, List<Fact> facts)
    {
        Assert.NotNull(state);
        Assert.Equal(facts.Count, facts.Select(fact => fact.Id).Distinct().Count());
        for (var i = 0; i < rulebook.Points.Count; i++)
        {
            AssertBalance(rulebook.Points[i], state.Points[i], facts);
        }

        for (var i = 0; i < rulebook.Streaks.Count; i++)
        {
            AssertFreezes(rulebook.Streaks[i].Key, state.Streaks[i].Freezes, facts);
        }

        Assert.Equal(Completed(facts), rulebook.Achievements.Where((_, i) => state.Achievements[i] is not null).Select(achievement => achievement.Key).Order(StringComparer.Ordinal));
        AssertScores(rulebook, state, facts);
    }

    // Each completion once, and held until the user begins again.
    private static IEnumerable<string> Completed(List<Fact> facts)
    {
        var completions = facts.OfType<AchievementCompleted>().Select(fact => (fact.Achievement, fact.Count)).ToArray();
        Assert.Equal(completions.Length, completions.Distinct().Count());
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            _ = fact switch
            {
                AchievementCompleted completed => held.Add(completed.Achievement) ? true : throw new InvalidOperationException($"{completed} is held already."),
                AchievementReset reset => held.Remove(reset.Achievement) ? true : throw new InvalidOperationException($"{reset} was not held."),
                _ => true,
            };
        }

        return held.Order(StringComparer.Ordinal);
    }

    private static void AssertBalance(PointsDefinition system, PointsState state, List<Fact> facts)
    {
        var sum = 0L;
        foreach (var award in facts.OfType<PointsAwarded>().Where(award => award.System == system.Key))
        {
            sum += award.Amount;
            Assert.NotEqual(0, award.Amount);
            Assert.Equal(sum, award.Balance);
        }

        Assert.Equal(sum, state.Balance);
        Assert.Equal(system.Expiry is null ? 0 : Math.Max(sum, 0), state.Lots.Sum(lot => lot.Amount));
        Assert.All(state.Lots.Zip(state.Lots.Skip(1)), pair => Assert.True(pair.First.EarnedOn < pair.Second.EarnedOn));
        var changes = facts.OfType<LevelChanged>().Where(change => change.System == system.Key).ToArray();
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.Equal(pair.First.Level, pair.Second.Previous));
        var level = system.LevelOf(state)?.Key;
        Assert.True(changes.Length == 0 || changes[^1].Level == level, $"{level} is not {changes.LastOrDefault()}");
    }

    private static void AssertFreezes(string streak, int held, List<Fact> facts)
    {
        var granted = facts.OfType<FreezeGranted>().Where(fact => fact.Streak == streak).Sum(fact => fact.Count);
        Assert.Equal(granted - facts.OfType<FreezeConsumed>().Count(fact => fact.Streak == streak), held);
    }

    // Whoever only reads the facts has the same open scores as the state.
    private static void AssertScores(Rulebook rulebook, UserState state, List<Fact> facts)
    {
        for (var i = 0; i < rulebook.Leaderboards.Count; i++)
        {
            var board = rulebook.Leaderboards[i];
            var read = facts.OfType<ScoreChanged>().Where(fact => fact.Leaderboard == board.Key)
                .GroupBy(fact => (fact.Run, fact.Group)).ToDictionary(scores => scores.Key, scores => scores.Last().Value);
            foreach (var entry in state.Leaderboards[i].Scores.Where(entry => entry.Group is not null))
            {
                var shown = read.GetValueOrDefault((entry.Run, entry.Group ?? Group.All));
                Assert.Equal(entry.IsHidden || entry.Tally is { Count: 0 } || (board.RankBy is RankBy.Streak && entry.Value == 0) ? null : entry.Value, shown);
            }
        }
    }

    private static IEnumerable<Input> WithTicks(Random random, List<Input> inputs)
    {
        var last = inputs[0].At;
        foreach (var input in inputs)
        {
            for (var i = random.Next(4); i > 0; i--)
            {
                var tick = new Tick("u", last + ((input.At - last) * random.Next(i == 1 ? 1 : 0, 5) / 4));
                last = tick.At;
                yield return tick;
                yield return tick;
            }

            last = input.At;
            yield return input;
        }
    }

    private static void AssertSame(UserState? expected, UserState? actual)
    {
        if (expected != actual)
        {
            Assert.Fail($"Expected {expected}{Environment.NewLine}Actual {actual}");
        }
    }
}
