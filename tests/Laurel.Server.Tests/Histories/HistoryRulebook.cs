namespace Laurel.Server.Tests.Histories;

/// <summary>
/// The rulebook that reproduces the expected results of an activity history: everything counts towards one sum, every board
/// exists with ordinal and with competition ranks, in calendar weeks and months of UTC.
/// </summary>
internal static class HistoryRulebook
{
    private static readonly int[] Thresholds = [1, 5, 10, 50, 100, 250, 500, 1000, 2500, 5000, 10000];

    /// <param name="metrics">Keys of the metrics that events carry.</param>
    /// <param name="month">First day of a month before the first event.</param>
    /// <param name="monday">A Monday before the first event.</param>
    public static string Yaml(IReadOnlyList<string> metrics, string month, string monday) => $$"""
        metrics:
        {{Lines(metrics.Select(metric => $"{{key: {metric}}}"))}}
          - {key: sum, sumOf: [{{string.Join(", ", metrics)}}]}
        attributes: {event: [{key: arrived}]}
        streaks:
          - {key: daily, frequency: daily, mode: any, metrics: [{metric: sum, threshold: 1}]}
          - {key: weekly, frequency: weekly, mode: any, metrics: [{metric: sum, threshold: 1}]}
          - {key: daily-10, frequency: daily, mode: any, metrics: [{metric: sum, threshold: 10}]}
        achievements:
        {{Lines(Thresholds.Select(value => $"{{key: c-{value}, when: {{metric: sum, reaches: {value}}}}}"))}}
        leaderboards:
        {{Lines(new[] { "ordinal", "competition" }.SelectMany(ranks => Boards(ranks, month, monday)))}}
        """;

    private static IEnumerable<string> Boards(string ranks, string month, string monday) =>
    [
        $"{{key: week-{ranks}, rankBy: {{metric: sum}}, start: {monday}, repeat: {{every: 7, unit: day}}, timeZone: UTC, ranks: {ranks}}}",
        $"{{key: month-{ranks}, rankBy: {{metric: sum}}, start: {month}, repeat: {{every: 1, unit: month}}, timeZone: UTC, ranks: {ranks}}}",
        $"{{key: all-{ranks}, rankBy: {{metric: sum}}, start: {month}, timeZone: UTC, ranks: {ranks}}}",
    ];

    private static string Lines(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"  - {item}"));
}
