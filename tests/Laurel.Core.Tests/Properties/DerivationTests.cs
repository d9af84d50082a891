using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Properties;

/// <summary>What comes late, is taken back or comes again leads to the same user as if it had come when it happened.</summary>
public sealed class DerivationTests
{
    [Fact]
    public void Journal_DerivedAgain_GivesTheStateAndFactsOfTheFirstTime() => Seeds.Each(300, random =>
    {
        var inputs = Story.Inputs(random, 50);
        var life = new Life(Versions(random, inputs));
        life.TakeAll(inputs);
        life.AssertDerivesToItself();
    });

    [Fact]
    public void Journal_WithLateAndRetractedInputs_DerivesToItself() => Seeds.Each(300, random =>
    {
        var inputs = Story.Inputs(random, 50);
        var life = new Life(Versions(random, inputs));
        life.TakeAll(Corrected(random, Arriving(random, inputs)));
        life.AssertDerivesToItself();
    });

    // Without what may be refused, which depends on what is known when it comes, and no two at one instant, which stay as they came.
    [Fact]
    public void Order_OfArrival_MakesNoDifference() => Seeds.Each(300, random =>
    {
        var inputs = Story.Inputs(random, 50).Where(input => input is MetricEvent or Identify or CompleteAchievement)
            .Select((input, i) => WithoutChoices(input) with { At = input.At + Duration.FromSeconds(i) }).ToList();
        var rules = new Timeline(Story.Versions(random, inputs).Select(Unblocked));
        var (inOrder, arriving) = (new Life(rules), new Life(rules));
        inOrder.TakeAll(inputs);
        arriving.TakeAll(Arriving(random, inputs));
        Assert.Equal(inOrder.State, arriving.State);
        Assert.True(inOrder.Facts.SequenceEqual(arriving.Facts), "The facts differ.");
    });

    [Fact]
    public void Retraction_LeavesAUser_WhoNeverHadTheEvent() => Seeds.Each(300, random =>
    {
        var inputs = Story.Inputs(random, 40).Where(input => input is MetricEvent or Identify).Select(WithoutChoices).ToList();
        var taken = inputs.OfType<MetricEvent>().Where(_ => random.Chance(20)).ToArray();
        var rules = new Timeline(Story.Versions(random, inputs).Select(Unblocked));
        var end = inputs[^1].At + Duration.FromMinutes(1);
        var (never, retracted) = (new Life(rules), new Life(rules));
        never.TakeAll(inputs.Select(input => taken.Contains(input) ? new Identify(input.Id, "u", input.At) { Patch = input.Patch } : input).Append(new Identify(Id(2000), "u", end)));
        retracted.TakeAll([.. inputs, new Identify(Id(2000), "u", end), .. taken.Select((gone, i) => new RetractEvent(Id(1000 + i), "u", end, gone.Id) { Reason = "r", Author = "a" })]);
        Assert.Equal(never.State, retracted.State);
        Assert.Equal(never.Facts, retracted.Facts);
    });

    private static Timeline Versions(Random random, List<Input> inputs) => new(Story.Versions(random, inputs));

    // Each is late by some places now and then.
    private static List<Input> Arriving(Random random, List<Input> inputs) =>
        [.. inputs.Select((input, i) => (Input: input, Place: i + (random.Chance(20) ? random.Next(30) : 0))).OrderBy(pair => pair.Place).Select(pair => pair.Input)];

    private static IEnumerable<Input> Corrected(Random random, List<Input> inputs)
    {
        var at = inputs[0].At;
        for (var i = 0; i < inputs.Count; i++)
        {
            at = Instant.Max(at, inputs[i].At);
            yield return inputs[i];
            if (random.Chance(15))
            {
                yield return Correction(random, at, (Id(1000 + i), inputs[random.Next(i + 1)]));
            }
        }
    }

    private static Input Correction(Random random, Instant at, (InputId Id, Input Past) about) => random.Next(5) switch
    {
        0 => new GrantAchievement(about.Id, "u", at, random.Pick(["few", "said", "all"])) { Reason = "r", Author = "a" },
        1 => new RevokeAchievement(about.Id, "u", at, random.Pick(["few", "row"])) { Reason = "r", Author = "a" },
        2 => new GrantAmnesty(about.Id, "u", about.Past.At, about.Past.At.InUtc().Date.PlusDays(1), about.Past.At.InUtc().Date.PlusDays(4)) { Reason = "r", Author = "a" },
        _ => new RetractEvent(about.Id, "u", at, about.Past.Id) { Reason = "r", Author = "a" },
    };

    private static InputId Id(int number) => new(new Guid(number, 1, 0, new byte[8]));

    private static Input WithoutChoices(Input input) => input with { Patch = input.Patch with { Streaks = [] } };

    private static Plan Unblocked(Plan plan) => new(
        plan.Rulebook with
        {
            Points = [.. plan.Rulebook.Points.Select(system => system with { Triggers = [.. system.Triggers.Select(trigger => trigger with { BlockIfOutOfPoints = false })] })],
        },
        plan.Version, plan.EffectiveAt);

    /// <summary>A user as a server keeps one: in order as it comes, derived again otherwise.</summary>
    private sealed class Life(Timeline timeline)
    {
        private readonly List<JournalEntry> journal = [];

        public UserState? State { get; private set; }

        public List<Fact> Facts { get; } = [];

        public void TakeAll(IEnumerable<Input> inputs)
        {
            foreach (var input in inputs)
            {
                Take(input);
            }
        }

        public void AssertDerivesToItself()
        {
            var derived = Derivation.Of(timeline, journal, State?.At ?? default);
            Assert.Equal(State, derived.State);
            Assert.True(Facts.SequenceEqual(derived.Facts), "The facts differ.");
        }

        private void Take(Input input)
        {
            if (input is RetractEvent or RevokeAchievement or GrantAmnesty || input.At < State?.At)
            {
                Derive(input);
                return;
            }

            var history = History.InOrder(journal).Select(entry => entry.Input).ToArray();
            if (Evaluator.Evaluate(timeline, State, input, history) is Evaluated.Accepted accepted)
            {
                State = accepted.Next;
                Facts.AddRange(accepted.Facts);
                journal.Add(new(input, State.Version));
            }
        }

        private void Derive(Input input)
        {
            if (State is null || (input is RevokeAchievement && Derivation.RefusalOf(timeline.Version(State.Version), State, input) is not null))
            {
                return;
            }

            var derived = Derivation.Of(timeline, [.. journal, new(input, null)], State.At);
            if (derived.Outcomes[input.Id] is { Refusal: null } outcome)
            {
                State = derived.State;
                Facts.Clear();
                Facts.AddRange(derived.Facts);
                journal.Add(new(input, outcome.Version));
            }
        }
    }
}
