using System.Net.Sockets;
using System.Text;

namespace Laurel.Server.Tests.Http;

public sealed class HostileInputTests
{
    private const string Path = "/v1/metrics/laps/event";

    [Theory]
    [InlineData("", 400, "malformed_json")]
    [InlineData("{", 400, "malformed_json")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":NaN}", 400, "malformed_json")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":1,\"value\":2}", 400, "malformed_json")]
    [InlineData("{\"user\":{\"id\":\"u\",\"id\":\"v\"},\"value\":1}", 400, "malformed_json")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":1}x", 400, "malformed_json")]
    [InlineData("[]", 422, "invalid_request")]
    [InlineData("null", 422, "invalid_request")]
    [InlineData("{}", 422, "invalid_request")]
    [InlineData("{\"user\":\"u\",\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"\"},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":7},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"a\\u0000b\"},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"\\ud800\"},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":\"1\"}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":\"NaN\"}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":null}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":1e400}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":1e16}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":0.0000000001}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":1.00000000000000000000000000000000001}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\",\"tz\":\"Nowhere/Town\"},\"value\":1}", 422, "unknown_time_zone")]
    [InlineData("{\"user\":{\"id\":\"u\",\"subscribeToEmails\":\"yes\"},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\",\"subscribeToEmails\":true},\"value\":1}", 422, "email_required")]
    [InlineData("{\"user\":{\"id\":\"u\",\"deviceTokens\":[1]},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\",\"attributes\":{\"city\":5}},\"value\":1}", 422, "invalid_request")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":1,\"attributes\":[]}", 422, "invalid_request")]
    public async Task Event_WithABadBody_IsRefusedAndNothingIsStored(string body, int status, string code)
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post(Path, body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.False(string.IsNullOrEmpty(answer.Error));
        Assert.Empty((await server.Get("/v1/leaderboards/top")).Body["rankings"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task Event_WithABrokenChunk_IsRefused()
    {
        await using var server = await TestServer.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var head = $"POST {Path} HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: {server.AdminKey}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "no length\r\n"), TestContext.Current.CancellationToken);

        var answer = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"malformed_json\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"user\":{\"id\":\"u\",\"attributes\":{\"pln\":\"x\"}},\"value\":1}", "Invalid attribute keys: pln. Please ensure all attribute keys match those set up under attributes.user in the rulebook.")]
    [InlineData("{\"user\":{\"id\":\"u\"},\"value\":1,\"attributes\":{\"b\":\"1\",\"a\":\"2\"}}", "Invalid attribute keys: a, b. Please ensure all attribute keys match those set up under attributes.event in the rulebook.")]
    public async Task Event_WithUndeclaredAttributes_NamesThem(string body, string error)
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post(Path, body);

        Assert.Equal((422, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Event_WithSeveralProblems_NamesAllOfThem()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post(Path, """{"user":{"id":"","name":5},"value":"x"}""");

        Assert.Equal(["user.id", "user.name", "value"], answer.Body["problems"]?.AsArray().Select(problem => (string?)problem?["path"]));
    }

    [Fact]
    public async Task Event_WithNullsForOptionalFields_TakesThemAsAbsent()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post(Path, """
            {"user":{"id":"u","name":null,"email":null,"tz":null,"deviceTokens":null,"subscribeToEmails":null,"attributes":null},"value":1,"attributes":null,"occurredAt":null}
            """);

        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task Limits_OfTexts_AreExact()
    {
        await using var server = await TestServer.Start();

        Assert.Equal(201, (await server.Event(new string('a', 255), "1")).Status);
        Assert.Equal(422, (await server.Event(new string('a', 256), "1")).Status);
        Assert.Equal(200, (await server.Get($"/v1/users/{new string('a', 255)}")).Status);
        Assert.Equal(422, (await server.Get($"/v1/users/{new string('a', 300)}")).Status);
        Assert.Equal(201, (await server.Send(HttpMethod.Post, Path, """{"user":{"id":"u"},"value":1}""", idempotencyKey: new string('k', 255))).Status);
        Assert.Equal(422, (await server.Send(HttpMethod.Post, Path, """{"user":{"id":"u"},"value":1}""", idempotencyKey: new string('k', 256))).Status);
    }

    [Theory]
    [InlineData("1000000000000000", 201)]
    [InlineData("-1000000000000000", 201)]
    [InlineData("1000000000000000.1", 422)]
    [InlineData("0.000000001", 201)]
    [InlineData("0.1234567890", 201)]
    public async Task Limits_OfValues_AreExact(string value, int status)
    {
        await using var server = await TestServer.Start();

        Assert.Equal(status, (await server.Event("u", value)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Event_OfTwoMegabytes_IsTooLarge(bool isChunked)
    {
        await using var server = await TestServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"user":{"id":"u"},"value":1,"x":"{{new string('x', 2_000_000)}}"}"""));
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.Add("X-API-KEY", server.AdminKey);

        var answer = await server.Send(request);

        Assert.Equal((413, "body_too_large"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Event_NestedTooDeeply_IsRefused()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post(Path, $$"""{"user":{"id":"u"},"value":1,"x":{{new string('[', 100)}}{{new string(']', 100)}}}""");

        Assert.Equal((400, "malformed_json"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Event_OfAnUnknownMetric_IsNotFound()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Event("u", "1", "swims");

        Assert.Equal((404, "Metric not found"), (answer.Status, answer.Error));
        Assert.Equal(422, (await server.Event("u", "1", "all")).Status);
    }

    [Theory]
    [InlineData("/v1/nothing", 404, "not_found")]
    [InlineData("/v2/users/u", 404, "not_found")]
    [InlineData("/v1/metrics/laps/event", 405, "method_not_allowed")]
    public async Task Address_ThatNothingServes_IsAnsweredAsAnError(string path, int status, string code)
    {
        await using var server = await TestServer.Start();

        var answer = await server.Get(path);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("ü ñ+?#&%")]
    public async Task PathId_WithSpecialCharacters_IsDecodedWholly(string id)
    {
        await using var server = await TestServer.Start();
        await server.Event(id, "1");

        var answer = await server.Get($"/v1/users/{Uri.EscapeDataString(id)}");

        Assert.Equal((200, id), (answer.Status, (string?)answer.Body["id"]));
        Assert.Equal(200, (await server.Get($"/v1/users/{Uri.EscapeDataString(id)}/metrics/laps?x=%2F")).Status);
    }
}
