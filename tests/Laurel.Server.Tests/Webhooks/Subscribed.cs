using System.Text.Json.Nodes;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Tests.Webhooks;

/// <summary>A server that may send to this machine, and a receiver that subscribes to something.</summary>
internal sealed class Subscribed(TestServer server, Receiver receiver, JsonNode endpoint) : IAsyncDisposable
{
    public TestServer Server { get; } = server;

    public Receiver Receiver { get; } = receiver;

    public string Id { get; } = (string?)endpoint["id"] ?? "";

    public string Secret { get; } = (string?)endpoint["secret"] ?? "";

    public string Path => $"/admin/v1/webhooks/{Id}";

    public static async Task<Subscribed> To(params string[] types) => await To(null, types);

    /// <param name="timeout">How long a receiver may take, of real time. Null: as long as outside of tests, which is never too short for a busy machine.</param>
    public static async Task<Subscribed> To(string? rulebook, string[] types, Duration? timeout = null)
    {
        var server = await TestServer.Start(rulebook, options => options with { AllowsPrivateWebhooks = true, WebhookTimeout = timeout ?? options.WebhookTimeout });
        var receiver = await Receiver.Start();
        return new(server, receiver, (await Add(server, receiver, types)).Body);
    }

    public static async Task<Answered> Add(TestServer server, Receiver receiver, params string[] types)
    {
        var answer = await server.Post("/admin/v1/webhooks", $$"""{"name":"test","url":"{{receiver.Url}}","events":[{{string.Join(',', types.Select(type => $"\"{type}\""))}}]}""");
        Assert.Equal(201, answer.Status);
        return answer;
    }

    /// <summary>Lets time pass, in steps that workers would notice.</summary>
    public async Task Pass(Duration time)
    {
        Server.Clock.Advance(time);
        await Server.PassTime();
        await Server.SendWebhooks();
    }

    public async Task<JsonArray> Deliveries(string query = "") => (await Server.Get($"{Path}/deliveries{query}")).Body.AsArray();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
