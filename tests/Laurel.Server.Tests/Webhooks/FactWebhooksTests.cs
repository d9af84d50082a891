using System.Text.RegularExpressions;
using Laurel.Core.Facts;
using Laurel.Runtime.Tests;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Webhooks;

namespace Laurel.Server.Tests.Webhooks;

public sealed partial class FactWebhooksTests
{
    [GeneratedRegex(@"^\| `(?<fact>\w+)` \|.*\| (?<webhooks>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [Fact]
    public void Facts_All_HaveWebhooksOrAreSaidToHaveNone() => Assert.Equal(
        typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact))).Select(type => type.Name).Order(StringComparer.Ordinal),
        FactWebhooks.Types.Keys.Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Types_ThatFollowFromFacts_AreKnown() => Assert.Empty(FactWebhooks.Types.Values.SelectMany(types => types).Except(WebhookTypes.All));

    [Fact]
    public void Types_ThatFollowFromNoFact_FollowFromDates() => Assert.Equal(
        ["points.boost_started", "points.boost_finished", "leaderboard.started", "leaderboard.finished"],
        WebhookTypes.All.Except(FactWebhooks.Types.Values.SelectMany(types => types)));

    [Fact]
    public void FactsPage_Webhooks_AreThoseOfTheTable() => Assert.Equal(
        FactWebhooks.Types.Select(fact => $"{fact.Key.Name}: {(fact.Value.Count == 0 ? "none" : string.Join(", ", fact.Value.Select(type => $"`{type}`")))}").Order(StringComparer.Ordinal),
        Row.Matches(Page("facts.md")).Select(row => $"{row.Groups["fact"].Value}: {row.Groups["webhooks"].Value.Trim()}").Order(StringComparer.Ordinal));

    [Fact]
    public void WebhooksPage_Types_AreAll() => Assert.Equal(
        WebhookTypes.All.Order(StringComparer.Ordinal),
        Regex.Matches(Page("webhooks.md"), @"^\| `(?<type>[a-z_]+\.[a-z_]+)` \|", RegexOptions.Multiline).Select(row => row.Groups["type"].Value).Order(StringComparer.Ordinal));

    private static string Page(string name) => File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "reference", name));
}
