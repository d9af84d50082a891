using System.Net;
using System.Text;
using Laurel.Runtime.Webhooks;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Webhooks;

public sealed class RuleTests
{
    [Fact]
    public void Retries_AreByTheMinuteThenByTheHourForADay()
    {
        var waits = Enumerable.Range(1, 28).Select(RetryTimes.WaitAfter).ToArray();

        Assert.Equal([1, 2, 4], waits.Take(3).Select(wait => wait?.TotalMinutes));
        Assert.All(waits.Skip(3).Take(24), wait => Assert.Equal(Duration.FromHours(1), wait));
        Assert.Null(waits[^1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => RetryTimes.WaitAfter(0));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0, 15)]
    [InlineData(-14, 1)]
    [InlineData(-15, 0)]
    [InlineData(-60, 0)]
    public void Throttle_LastSent_SaysWhenTheNextMayGo(int? sentMinutes, int nextMinutes)
    {
        var now = Instant.FromUtc(2026, 3, 4, 12, 0);

        Assert.Equal(now + Duration.FromMinutes(nextMinutes), ThrottleTimes.NextAt(sentMinutes is { } minutes ? now + Duration.FromMinutes(minutes) : null, now));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Address_IsPublicOrNot(string address, bool isPublic) => Assert.Equal(isPublic, AddressRule.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void Signature_OfBody_IsTheKnownOne() =>
        Assert.Equal("4m6JewP2Decf5tI5sGdDXiSbgCjfvj3lwn+3c3WRsys=", WebhookSignature.OfBody("whsec_test", "{\"type\":\"streak.lost\",\"length\":7}"u8));

    // The example of the Standard Webhooks documentation's libraries.
    [Fact]
    public void Signature_Standard_IsTheKnownOne() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Standard(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("whsec_", false)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_not base64!", false)]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLQ==", false)]
    public void Secret_IsOneOrNot(string secret, bool isOne) => Assert.Equal(isOne, WebhookSecret.Problem(secret) is null);

    [Fact]
    public void Secret_AtItsLimits_IsOne()
    {
        Assert.Null(WebhookSecret.Problem(Of(WebhookSecret.BytesMin)));
        Assert.Null(WebhookSecret.Problem(Of(WebhookSecret.BytesMax)));
        Assert.NotNull(WebhookSecret.Problem(Of(WebhookSecret.BytesMin - 1)));
        Assert.NotNull(WebhookSecret.Problem(Of(WebhookSecret.BytesMax + 1)));
        Assert.Null(WebhookSecret.Problem(WebhookSecret.New()));
        Assert.NotEqual(WebhookSecret.New(), WebhookSecret.New());
    }

    private static string Of(int bytes) => WebhookSecret.Prefix + Convert.ToBase64String(new byte[bytes]);
}
