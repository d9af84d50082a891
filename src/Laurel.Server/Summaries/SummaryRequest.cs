using Laurel.Server.Http;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Summaries;

/// <summary>What a summary is cut into.</summary>
internal enum Aggregation { Daily, Weekly, Monthly }

/// <summary>What a summary is asked about: whole days, ISO weeks or months that contain a date from start to end, both inclusive.</summary>
internal sealed record SummaryRequest(Aggregation Aggregation, LocalDate StartOn, LocalDate EndOn)
{
    /// <summary>Days between the two dates.</summary>
    public const int DaysMax = 400;

    public static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("aggregation", "daily, weekly (Monday to Sunday) or monthly.", IsRequired: true, Example: "daily"),
        new("startDate", "First date, in the user's time zone.", IsRequired: true, Example: "2026-03-01"),
        new("endDate", "Last date; after startDate, by at most 400 days.", IsRequired: true, Example: "2026-03-31"),
    ];

    /// <summary>Throws <see cref="RefusedException"/> with everything that is wrong.</summary>
    public static SummaryRequest Of(Call call)
    {
        var problems = new List<ProblemResponse>();
        var aggregation = AggregationOf(call.Query("aggregation"), problems);
        var (start, end) = (DateOf(call, "startDate", problems), DateOf(call, "endDate", problems));
        if (start is { } first && end is { } last && (last <= first || Days(first, last) > DaysMax))
        {
            problems.Add(new("endDate", $"must be after startDate, by at most {DaysMax} days"));
        }

        return problems.Count == 0 && start is { } from && end is { } to ? new(aggregation, from, to) : throw JsonBody.Invalid(problems);
    }

    /// <summary>First days of the periods, and of the one after the last.</summary>
    public IReadOnlyList<LocalDate> Starts()
    {
        List<LocalDate> starts = [FirstOf(StartOn)];
        while (starts[^1] <= EndOn)
        {
            starts.Add(Next(starts[^1]));
        }

        return starts;
    }

    private LocalDate FirstOf(LocalDate date) => Aggregation switch
    {
        Aggregation.Daily => date,
        Aggregation.Weekly => date.PlusDays(1 - (int)date.DayOfWeek),
        _ => date.With(DateAdjusters.StartOfMonth),
    };

    private LocalDate Next(LocalDate start) => Aggregation switch
    {
        Aggregation.Daily => start.PlusDays(1),
        Aggregation.Weekly => start.PlusDays(7),
        _ => start.PlusMonths(1),
    };

    private static int Days(LocalDate from, LocalDate to) => NodaTime.Period.DaysBetween(from, to);

    private static Aggregation AggregationOf(string? text, List<ProblemResponse> problems)
    {
        switch (text)
        {
            case "daily":
                return Aggregation.Daily;
            case "weekly":
                return Aggregation.Weekly;
            case "monthly":
                return Aggregation.Monthly;
            default:
                problems.Add(new("aggregation", "must be daily, weekly or monthly"));
                return Aggregation.Daily;
        }
    }

    private static LocalDate? DateOf(Call call, string name, List<ProblemResponse> problems)
    {
        if (LocalDatePattern.Iso.Parse(call.Query(name) ?? "") is { Success: true } date && date.Value.Year is >= 1970 and < 2200)
        {
            return date.Value;
        }

        problems.Add(new(name, "must be a date such as 2026-03-04"));
        return null;
    }
}
