using Laurel.Core.Leaderboards;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Core.Tests.Leaderboards;

public sealed class RunCalendarTests
{
    private static LeaderboardDefinition Board(string start, int every, RunUnit unit) =>
        Make.Board("b", new RankBy.Metric("m"), start) with { Repeat = every == 0 ? null : new(every, unit) };

    private static string Iso(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : "";

    [Theory]
    [InlineData("2026-03-02", 7, RunUnit.Day, "2026-03-01", "..")]
    [InlineData("2026-03-02", 7, RunUnit.Day, "2026-03-02", "2026-03-02..2026-03-08")]
    [InlineData("2026-03-02", 7, RunUnit.Day, "2026-03-08", "2026-03-02..2026-03-08")]
    [InlineData("2026-03-02", 7, RunUnit.Day, "2026-03-09", "2026-03-09..2026-03-15")]
    [InlineData("2026-03-02", 1, RunUnit.Day, "2028-02-29", "2028-02-29..2028-02-29")]
    [InlineData("2026-01-31", 1, RunUnit.Month, "2026-02-27", "2026-01-31..2026-02-27")]
    [InlineData("2026-01-31", 1, RunUnit.Month, "2026-02-28", "2026-02-28..2026-03-30")]
    [InlineData("2026-01-31", 1, RunUnit.Month, "2026-03-30", "2026-02-28..2026-03-30")]
    [InlineData("2026-01-31", 1, RunUnit.Month, "2026-03-31", "2026-03-31..2026-04-29")]
    [InlineData("2026-01-31", 1, RunUnit.Month, "2026-04-30", "2026-04-30..2026-05-30")]
    [InlineData("2026-01-31", 3, RunUnit.Month, "2026-12-31", "2026-10-31..2027-01-30")]
    [InlineData("2024-02-29", 1, RunUnit.Year, "2025-02-27", "2024-02-29..2025-02-27")]
    [InlineData("2024-02-29", 1, RunUnit.Year, "2025-02-28", "2025-02-28..2026-02-27")]
    [InlineData("2024-02-29", 1, RunUnit.Year, "2028-02-28", "2027-02-28..2028-02-28")]
    [InlineData("2024-02-29", 4, RunUnit.Year, "2028-02-29", "2028-02-29..2032-02-28")]
    [InlineData("1970-01-01", 10_000, RunUnit.Year, "2199-12-31", "1970-01-01..9999-12-30")]
    [InlineData("1970-01-01", 10_000, RunUnit.Month, "2199-12-31", "1970-01-01..2803-04-30")]
    [InlineData("1970-01-01", 10_000, RunUnit.Day, "2199-12-31", "2189-01-12..2216-05-30")]
    [InlineData("2026-03-02", 0, RunUnit.Day, "2199-12-31", "2026-03-02..")]
    public void Run_OfADate_HasItsFirstAndLastDay(string start, int every, RunUnit unit, string date, string firstAndLast)
    {
        var board = Board(start, every, unit);
        var run = RunCalendar.RunContaining(board, Make.Date(date));
        var last = run is { } on ? RunCalendar.LastDay(board, on) : null;
        Assert.Equal(firstAndLast, $"{Iso(run)}..{Iso(last)}");
    }

    [Theory]
    [InlineData(1, RunUnit.Day)]
    [InlineData(10, RunUnit.Day)]
    [InlineData(1, RunUnit.Month)]
    [InlineData(5, RunUnit.Month)]
    [InlineData(1, RunUnit.Year)]
    public void Runs_EveryDate_IsInExactlyOne(int every, RunUnit unit)
    {
        var board = Board("2024-01-31", every, unit);
        var run = board.StartOn;
        for (var date = board.StartOn; date < new LocalDate(2030, 1, 1); date = date.PlusDays(1))
        {
            Assert.Equal(run, RunCalendar.RunContaining(board, date));
            run = RunCalendar.LastDay(board, run) == date ? date.PlusDays(1) : run;
        }
    }

    [Fact]
    public void LastDay_OfTheLastRun_IsTheBoardsEnd()
    {
        var board = Board("2026-03-02", 7, RunUnit.Day) with { EndOn = Make.Date("2026-03-11") };
        Assert.Equal(Make.Date("2026-03-11"), RunCalendar.LastDay(board, Make.Date("2026-03-09")));
        Assert.Equal(Make.Date("2026-03-09"), RunCalendar.RunContaining(board, Make.Date("2026-03-11")));
        Assert.Null(RunCalendar.RunContaining(board, Make.Date("2026-03-12")));
    }

    [Theory]
    [InlineData(null, "2026-03-09T12:00Z")]
    [InlineData("UTC", "2026-03-09T00:00Z")]
    [InlineData("America/New_York", "2026-03-09T04:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-08T10:00Z")]
    public void Run_ClosesWhenItsLastDayIsOverWhereverItCounts(string? zone, string closes) =>
        Assert.Equal(Make.At(closes), RunCalendar.ClosesAt(Board("2026-03-02", 7, RunUnit.Day) with { TimeZone = zone }, Make.Date("2026-03-02")));

    [Theory]
    [InlineData(null, null, "00:00 12:00 23:59", "")]
    [InlineData("09:00", "17:00", "09:00 16:59", "00:00 08:59 17:00 23:59")]
    [InlineData("22:00", "02:00", "22:00 23:59 00:00 01:59", "02:00 12:00 21:59")]
    [InlineData("22:00", null, "22:00 23:59", "00:00 21:59")]
    [InlineData("22:00", "00:00", "22:00 23:59", "00:00 21:59")]
    [InlineData(null, "02:00", "00:00 01:59", "02:00 23:59")]
    [InlineData("09:00", "09:00", "09:00 08:59 00:00", "")]
    public void Window_IsHalfOpenAndMayCrossMidnight(string? from, string? to, string inside, string outside)
    {
        var board = Board("2026-03-02", 0, RunUnit.Day) with { WindowFrom = Time(from), WindowTo = Time(to) };
        Assert.All(Times(inside), time => Assert.True(RunCalendar.IsInWindow(board, time), $"{time} is inside"));
        Assert.All(Times(outside), time => Assert.False(RunCalendar.IsInWindow(board, time), $"{time} is outside"));
    }

    private static IEnumerable<LocalTime> Times(string texts) =>
        texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => Time(text) ?? default);

    private static LocalTime? Time(string? text) => text is null ? null : new LocalTime(int.Parse(text[..2]), int.Parse(text[3..]));
}
