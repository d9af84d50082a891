using System.Globalization;
using Laurel.Runtime.Users;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Users;

public sealed class DateTextTests
{
    [Fact]
    public void Of_EveryDayOfTwoLeapYearsInTurn_IsTheDate()
    {
        for (var day = new LocalDate(2024, 1, 1); day.Year == 2024; day = day.PlusDays(1))
        {
            Assert.Equal(day.ToDateTimeUnspecified().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), DateText.Of(day));
            Assert.Equal($"2028{DateText.Of(day)[4..]}", DateText.Of(new(2028, day.Month, day.Day)));
        }
    }
}
