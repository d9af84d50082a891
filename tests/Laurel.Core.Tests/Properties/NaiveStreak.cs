using Laurel.Core.Inputs;
using Laurel.Core.Streaks;
using NodaTime;

namespace Laurel.Core.Tests.Properties;

/// <summary>
/// What a streak means, written without any cleverness: a set of counted periods and a set of bridged ones, and the length is
/// found by walking back over both. Periods are named by their first day.
/// A period is <b>counted</b> once its requirements are met, whenever the user's calendar shows one of its days: also when a move west
/// shows a day again that had been closed. A period is <b>bridged</b> (neutral: it neither counts nor breaks) when a move east
/// passes over it or cuts it short, when the zone skips all of it, or when a pause or a freeze covers it; it stays so when a move west
/// shows it again, unless it is then counted. A period that ends unmet at a midnight otherwise loses the streak, and from then on
/// there is none, until a period is counted; if that is the missed one, the chain is whole again.
/// </summary>
internal sealed class NaiveStreak(StreakDefinition streak, int freezes)
{
    private readonly SortedSet<LocalDate> counted = [];
    private readonly HashSet<LocalDate> bridged = [];
    private readonly Dictionary<LocalDate, decimal[]> sums = [];
    private readonly HashSet<LocalDate> met = [];
    private readonly List<Pause> pauses = [];
    private DateTimeZone zone = DateTimeZone.Utc;
    private bool isAlive;
    private LocalDate open;

    public int Freezes { get; private set; } = freezes;

    public int Length => isAlive ? RunEndingOn(counted.Max) : 0;

    public int PeriodCount => counted.Count;

    public int PerfectWeeks => streak.Frequency != StreakFrequency.Daily ? 0 : counted
        .Select(date => Enumerable.Range(0, 7).Select(day => date.PlusDays(day - ((date.DayOfWeek - streak.WeekStart + 7) % 7))).ToArray())
        .DistinctBy(week => week[0])
        .Count(week => week.Where(IsDay).All(counted.Contains));

    public int Longest => counted.Count == 0 ? 0 : counted.Max(RunEndingOn);

    public void PassTo(Instant until)
    {
        while (isAlive && BeginningOf(After(open), streak.DayStart) <= until)
        {
            var isEmpty = BeginningOf(open, LocalTime.Midnight) == BeginningOf(After(open), LocalTime.Midnight);
            var isCovered = isEmpty || DatesOf(open).Any(date => pauses.Any(pause => pause.StartOn <= date && date <= pause.EndOn));
            if (!counted.Contains(open) && !bridged.Contains(open) && !isCovered && Freezes == 0)
            {
                isAlive = false;
                return;
            }

            if (!counted.Contains(open) && !bridged.Contains(open))
            {
                Freezes -= isCovered ? 0 : 1;
                bridged.Add(open);
            }

            open = Period(After(open));
        }
    }

    public void Act(Instant at, string metric, decimal value)
    {
        PassTo(at);
        var today = Today(at);
        if (!IsDay(today))
        {
            return;
        }

        var period = Period(today);
        var part = streak.DaysNeeded is null ? period : today;
        var sum = sums.TryGetValue(part, out var known) ? known : sums[part] = new decimal[streak.Requirements.Count];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += streak.Requirements[i].Metric == metric ? value : 0;
        }

        var reached = sum.Where((total, i) => total >= streak.Requirements[i].Threshold).Count();
        if (streak.Mode == StreakMode.All ? reached == sum.Length : reached > 0)
        {
            met.Add(part);
        }

        if (IsMet(period) && counted.Add(period) && !isAlive)
        {
            isAlive = true;
            open = period;
        }
    }

    public void Pause(Instant at, Pause pause)
    {
        PassTo(at);
        pauses.Add(pause);
    }

    public void Unpause(Instant at, InputId pause)
    {
        PassTo(at);
        pauses.RemoveAll(candidate => candidate.Id == pause);
    }

    public void Move(Instant at, DateTimeZone to)
    {
        PassTo(at);
        zone = to;
        while (isAlive && After(open) <= Today(at))
        {
            bridged.Add(open);
            open = Period(After(open));
        }
    }

    private int RunEndingOn(LocalDate period)
    {
        var length = 0;
        while (counted.Contains(period) || bridged.Contains(period))
        {
            length += counted.Contains(period) ? 1 : 0;
            period = Before(period);
        }

        return length;
    }

    private bool IsMet(LocalDate period)
    {
        var left = DatesOf(period).Where(date => !streak.NeutralOn.Contains(date)).Count();
        return streak.DaysNeeded is { } days ? DatesOf(period).Count(met.Contains) >= Math.Min(days, left) : met.Contains(period);
    }

    private bool IsDay(LocalDate date) =>
        (streak.Weekdays.Count == 0 || streak.Weekdays.Contains(date.DayOfWeek)) && DatesOf(date).Any(other => !streak.NeutralOn.Contains(other));

    // All dates of the period around a date.
    private IEnumerable<LocalDate> DatesOf(LocalDate date)
    {
        while (!IsFirst(date))
        {
            date = date.PlusDays(-1);
        }

        for (var (first, after) = (date, After(date)); first < after; first = first.PlusDays(1))
        {
            yield return first;
        }
    }

    // First day of the period of a date; of the next one when the date lies in none.
    private LocalDate Period(LocalDate date)
    {
        while (!IsDay(date))
        {
            date = date.PlusDays(1);
        }

        while (!IsFirst(date))
        {
            date = date.PlusDays(-1);
        }

        return date;
    }

    private bool IsFirst(LocalDate date) => streak.Frequency switch
    {
        StreakFrequency.Daily => true,
        StreakFrequency.Weekly => date.DayOfWeek == streak.WeekStart,
        _ => date.Day == 1,
    };

    // The day after the period's last.
    private LocalDate After(LocalDate period)
    {
        do
        {
            period = period.PlusDays(1);
        }
        while (!IsFirst(period));

        return period;
    }

    private LocalDate Before(LocalDate period)
    {
        do
        {
            period = period.PlusDays(-1);
        }
        while (!IsDay(period) || !IsFirst(period));

        return period;
    }

    private LocalDate Today(Instant at) => (at.InZone(zone).LocalDateTime - NodaTime.Period.FromTicks(streak.DayStart.TickOfDay)).Date;

    private Instant BeginningOf(LocalDate date, LocalTime time)
    {
        var beginning = zone.MapLocal(date + time);
        return beginning.Count == 0 ? beginning.LateInterval.Start : beginning.First().ToInstant();
    }
}
