using System.Text.Json.Nodes;
using Laurel.Server.Notifications;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Notifications;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_Open_TellsWhatHappens()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        await using var stream = await Listener.Open(server, "u");

        await server.Event("v", "10");
        await server.Event("u", "9");

        var (id, type, data) = await stream.Next();
        Assert.Equal("achievement.completed", type);
        Assert.Equal(id, (string?)data["id"]);
        Assert.Equal("points.level_changed", (await stream.Next()).Type);
    }

    [Fact]
    public async Task Stream_TakenUpAgain_MissesNothing()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "10");
        var all = ((await server.Get("/v1/users/u/notifications")).Body["notifications"]?.AsArray() ?? []).Select(item => (string?)item?["id"] ?? "").Reverse().ToArray();

        await using var stream = await Listener.Open(server, "u", lastEventId: all[1]);

        Assert.Equal(all[2], (await stream.Next()).Id);
        Assert.Equal(all[3], (await stream.Next()).Id);
    }

    [Fact]
    public async Task Streams_TooMany_AreRefusedUntilOneEnds()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        var streams = new List<Listener>();
        for (var i = 0; i < StreamCounts.UserMax; i++)
        {
            streams.Add(await Listener.Open(server, "u"));
        }

        var refused = await server.Get("/v1/users/u/stream");

        Assert.Equal((429, "too_many_streams"), (refused.Status, refused.Code));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        // The server notices by and by.
        await Wait.Until(async () =>
        {
            using var answer = await server.Open("/v1/users/u/stream", null, TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task Stream_OfNobody_IsRefused()
    {
        await using var server = await TestServer.Start();

        Assert.Equal((404, "unknown_user"), (await server.Get("/v1/users/nobody/stream")) is var answer ? (answer.Status, answer.Code) : default);
        await server.Event("u", "1");
        using var wrong = await server.Open("/v1/users/u/stream", "x", TestContext.Current.CancellationToken);
        Assert.Equal(422, (int)wrong.StatusCode);
    }

    [Fact]
    public async Task Server_Stopped_EndsItsStreams()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        await using var stream = await Listener.Open(server, "u");

        await server.Restart();

        await stream.End();
    }

    [Fact]
    public void Counts_OfProcessAndUser_AreBounded()
    {
        var counts = new StreamCounts();
        var entered = Enumerable.Range(0, StreamCounts.ProcessMax + 1).Select(i => counts.TryEnter(1, $"u{i}")).ToArray();

        Assert.Equal([.. Enumerable.Repeat(true, StreamCounts.ProcessMax), false], entered);
        Assert.True(counts.Leave(1, "u7"));
        Assert.True(counts.TryEnter(1, "u8"));
        Assert.False(counts.Leave(1, "u8"));
    }

    private sealed class Listener(HttpResponseMessage response, StreamReader reader, CancellationTokenSource patience) : IAsyncDisposable
    {
        public static async Task<Listener> Open(TestServer server, string user, string? lastEventId = null)
        {
            var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            var response = await server.Open($"/v1/users/{user}/stream", lastEventId, patience.Token);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            var listener = new Listener(response, new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token)), patience);
            Assert.Equal(": here", await listener.Line());
            return listener;
        }

        public async Task<(string Id, string Type, JsonNode Data)> Next()
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            while (fields.Count < 3)
            {
                var parts = (await Line() ?? throw new EndOfStreamException()).Split(": ", 2);
                if (parts.Length == 2 && parts[0].Length > 0)
                {
                    fields[parts[0]] = parts[1];
                }
            }

            return (fields["id"], fields["event"], JsonNode.Parse(fields["data"]) ?? new JsonObject());
        }

        public async Task End()
        {
            while (await Line() is not null)
            {
            }
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            patience.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<string?> Line() => await reader.ReadLineAsync(patience.Token);
    }
}
