using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class InstantTextTests
{
    [Theory]
    [InlineData("2013-01-23T12:00:00.000Z", "2013-01-23T12:00:00Z")]
    [InlineData("2013-01-23T12:00:00Z", "2013-01-23T12:00:00Z")]
    [InlineData("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z")]
    [InlineData("2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("2199-12-31T23:59:59.999Z", "2199-12-31T23:59:59.999Z")]
    [InlineData("2013-01-23T24:00:00Z", "2013-01-24T00:00:00Z")]
    [InlineData("2013-01-23T12:00:00+01:00", "2013-01-23T11:00:00Z")]
    [InlineData("2013-01-23T12:00:00.5-05:30", "2013-01-23T17:30:00.5Z")]
    [InlineData("2013-01-23T12:00:00.1Z", "2013-01-23T12:00:00.1Z")]
    [InlineData("2013-01-23T12:00:00.123999Z", "2013-01-23T12:00:00.123Z")]
    [InlineData("2013-01-23T12:00:00.123999999Z", "2013-01-23T12:00:00.123Z")]
    public void At_Iso8601_IsReadToTheMillisecond(string text, string expected) =>
        Assert.Equal(InstantPattern.ExtendedIso.Parse(expected).Value, Files.Event($",a,m,{text},,,,\n").At);

    [Theory]
    [InlineData("2013-01-23")]
    [InlineData("2013-01-23T12:00:00")]
    [InlineData("2013-01-23T12:00:00.000")]
    [InlineData("2013-01-23 12:00:00Z")]
    [InlineData("2013-02-29T12:00:00Z")]
    [InlineData("1900-02-29T12:00:00Z")]
    [InlineData("2013-13-01T12:00:00Z")]
    [InlineData("2013-00-01T12:00:00Z")]
    [InlineData("2013-01-00T12:00:00Z")]
    [InlineData("2013-01-23T24:00:01Z")]
    [InlineData("2013-01-23T12:60:00Z")]
    [InlineData("2013-01-23T12:00:60Z")]
    [InlineData("2013-01-23T12:00:00.xyzZ")]
    [InlineData("201x-01-23T12:00:00Z")]
    [InlineData("2013-01-23T12:00:00+25:00")]
    [InlineData("9999-12-31T23:59:59-18:00")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("-9998-01-01T00:00:00+18:00")]
    [InlineData("1358942400")]
    public void At_AnythingElse_IsAProblem(string text) =>
        Assert.StartsWith($"line 2: ts_utc: '{text}' is not an instant", Files.Problem($"{Files.Header},a,m,{text},,,,\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("1969-12-31T23:59:59.999Z")]
    [InlineData("2200-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    [InlineData("1970-01-01T00:00:00+00:01")]
    public void At_OutsideTheRulesTime_IsAProblem(string text) =>
        Assert.Equal(
            $"line 2: ts_utc: '{text}' does not lie between 1970-01-01T00:00:00Z and 2200-01-01T00:00:00Z",
            Files.Problem($"{Files.Header},a,m,{text},,,,\n"));

    [Fact]
    public void At_EveryDayOfTheRulesTime_AgreesWithTheCalendar()
    {
        var first = new LocalDate(1970, 1, 1);
        var days = Enumerable.Range(0, 84_006).Select(first.PlusDays).ToList();

        var rows = Files.EventRows("user,metric,ts_utc\n" + string.Concat(days.Select(day => $"a,m,{LocalDatePattern.Iso.Format(day)}T00:00:00Z\n")));

        Assert.Equal(new LocalDate(2199, 12, 31), days[^1]);
        Assert.Equal(days, rows.Select(row => row.At.InUtc().Date));
    }
}
