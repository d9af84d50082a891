using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Tests.Docs;
using NodaTime;

namespace Laurel.Server.Tests.Webhooks;

/// <summary>The payloads on the page are such as really arrive: one user's months, seen by somebody who subscribes to everything.</summary>
public sealed class PageTests
{
    private static readonly string[] Instants =
    [
        "2026-03-04T18:00:00Z", "2026-03-05T00:00:00Z", "2026-03-05T10:00:00Z", "2026-03-06T13:00:00Z", "2026-03-06T20:00:00Z", "2026-03-07T00:00:00Z", "2026-03-08T00:00:00Z",
        "2026-03-08T10:00:01Z", "2026-03-09T09:00:00Z", "2026-03-09T10:00:00Z", "2026-03-11T00:00:00Z", "2026-03-12T13:00:00Z",
    ];

    [Fact]
    public async Task Page_EveryType_IsShownAsItArrives()
    {
        await using var subscribed = await Subscribed.To([.. WebhookTypes.All]);
        var server = subscribed.Server;
        await server.SendWebhooks();
        await server.Apply(TestRulebook.Yaml.Replace("start: 2026-03-02, end: 2026-03-08", "start: 2026-03-10, end: 2026-03-11", StringComparison.Ordinal));
        await server.Post("/v1/metrics/laps/event", """{"user":{"id":"ada","tz":"UTC"},"value":10}""");
        await Submit(server, new CompleteAchievement(InputIds.New(server.Engine.Now), "ada", server.Engine.Now, "profile"));
        await Submit(server, new RevokeAchievement(InputIds.New(server.Engine.Now), "ada", server.Engine.Now, "profile") { Reason = "by mistake", Author = "test" });
        await server.SendWebhooks();
        foreach (var instant in Instants)
        {
            server.Clock.Set(NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value);
            await subscribed.Pass(Duration.Zero);
            if (instant == "2026-03-05T10:00:00Z")
            {
                await server.Event("ada", "1");
                await server.SendWebhooks();
            }
        }

        var shown = Block.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "reference", "webhooks.md"))).Where(block => block.Info == "json webhook").ToArray();
        Assert.Equal(WebhookTypes.All.Order(StringComparer.Ordinal), shown.Select(TypeOf).Order(StringComparer.Ordinal));
        Assert.All(shown, block => Assert.True(
            subscribed.Receiver.All.Any(message => Expected.IsJson(block.Text, message.Body)),
            $"Line {block.Line} shows\n{block.Text}\nand these arrived:\n{string.Join('\n', subscribed.Receiver.All.Where(message => message.Type == TypeOf(block)).Select(message => message.Body))}"));
    }

    private static string TypeOf(Block block) => block.Text.Split('"')[3];

    private static async Task Submit(TestServer server, Input input) =>
        Assert.IsType<Answer.Accepted>(await server.Engine.Submit(new Submission(Space.Default, input, IsKeyed: false, AtArrival: true)));
}
