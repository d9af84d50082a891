using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Users;

public sealed class UserTests
{
    private static readonly Rulebook Rules = new()
    {
        Metrics = [Make.Metric("work")],
        UserAttributes = [Make.Attribute("plan"), Make.Attribute("city")],
    };

    [Fact]
    public void Attributes_MergeByKey_AndLeaveWithoutAValue()
    {
        var profile = Scenario.Play(Rules, """
            2026-03-01T10:00Z | identify plan=free city=Rome | user changed; user created
            2026-03-01T11:00Z | identify plan=free | nothing
            2026-03-01T12:00Z | event work 1 with plan=pro | user changed; metric work 0 > 1
            2026-03-01T13:00Z | update city= | user changed
            """).State.Profile;
        Assert.Equal(AttributeSet.Of([new("plan", "pro")]), profile.Attributes);
        Assert.Equal((Make.At("2026-03-01T10:00Z"), Make.At("2026-03-01T13:00Z")), (profile.CreatedAt, profile.UpdatedAt));
    }

    [Fact]
    public void Emails_NeedAnAddress_AndUnsubscribingDropsIt()
    {
        var profile = Scenario.Play(Rules, """
            2026-03-01T10:00Z | identify emails=yes | rejected email_required
            2026-03-01T10:00Z | identify email=a@example.org emails=yes | user changed; user created
            2026-03-01T11:00Z | identify emails=no | user changed
            2026-03-01T12:00Z | identify emails=yes | rejected email_required
            """).State.Profile;
        Assert.Equal((false, null), (profile.SubscribeToEmails, profile.Email));
    }

    [Fact]
    public void Unchanged_SaysNothing() => Scenario.Play(Rules, """
        2026-03-01T10:00Z | identify zone=Europe/Berlin plan=pro | user changed; user created
        2026-03-01T11:00Z | identify zone=Europe/Berlin plan=pro | nothing
        """);
}
