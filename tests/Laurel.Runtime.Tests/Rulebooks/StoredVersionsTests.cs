using Laurel.Core.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using Laurel.Runtime.Verifications;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

/// <summary>Versions that were stored one after the other, read as they came or all at once.</summary>
public sealed class StoredVersionsTests
{
    [Fact]
    public async Task Versions_ReadAsTheyCome_AreThoseReadAtOnce()
    {
        using var fixture = new EngineFixture(RulesOf(1));
        var first = TimelineOf(fixture).Version(1);
        for (var version = 2; version <= 6; version++)
        {
            fixture.MoveTo($"2026-03-{version:00}T10:00:00Z");
            await fixture.Event("ada", "lessons");
            Assert.Equal(version, await fixture.Apply(RulesOf(version)));
            await fixture.Event("ada", "lessons");
        }

        var known = TimelineOf(fixture);
        Assert.Same(first, known.Version(1));
        var whole = fixture.Engine.Reader.Rulebooks.Load(Space.Default.Id) ?? throw new InvalidOperationException("There is no rulebook.");
        Assert.Equal(Described(whole), Described(known));
        Assert.Equal("1,2,3,4,5", fixture.Text("select substr(achievement, 2) from achievement_completions order by completed_at, achievement"));
        Assert.Empty(new Verifier(fixture.Engine.Database, known, Space.Default).Of("ada"));
        Assert.Empty(new Verifier(fixture.Engine.Database, whole, Space.Default).Of("ada"));
    }

    [Fact]
    public async Task Versions_OfAnotherProcess_AreReadAfterThoseThatAreKnown()
    {
        using var fixture = new EngineFixture(RulesOf(1));
        var known = TimelineOf(fixture);
        fixture.MoveTo("2026-03-03T10:00:00Z");
        fixture.Engine.Reader.Rulebooks.Add(Space.Default.Id, EngineFixture.Rules(RulesOf(2)), "other", fixture.GetCurrentInstant());
        fixture.Engine.Reader.Rulebooks.Add(Space.Default.Id, EngineFixture.Rules(RulesOf(3)), "other", fixture.GetCurrentInstant());

        await fixture.Engine.UseLatestRulebook(Space.Default);

        Assert.Same(known.Current, TimelineOf(fixture).Version(1));
        Assert.Equal(3, TimelineOf(fixture).Current.Version);
        Assert.Equal(2, TimelineOf(fixture).After(1)?.Version);
    }

    // Each version has one achievement more, of so many lessons.
    private static string RulesOf(int count) =>
        $"metrics: [{{key: lessons}}]\nachievements: [{string.Join(", ", Enumerable.Range(1, count).Select(i => $"{{key: a{i}, when: {{metric: lessons, reaches: {2 * i}}}}}"))}]";

    private static Timeline TimelineOf(EngineFixture fixture) =>
        fixture.Engine.TimelineOf(Space.Default) ?? throw new InvalidOperationException("There is no rulebook.");

    private static List<string> Described(Timeline timeline)
    {
        var described = new List<string>();
        for (var plan = timeline.After(0); plan is not null; plan = timeline.After(plan.Version))
        {
            described.Add($"{plan.Version} {plan.EffectiveAt} {string.Join(' ', plan.Rulebook.Achievements.Select(achievement => achievement.Key))}");
        }

        return described;
    }
}
