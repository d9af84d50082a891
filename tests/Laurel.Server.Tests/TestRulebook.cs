namespace Laurel.Server.Tests;

/// <summary>One fixed rulebook with something of everything.</summary>
internal static class TestRulebook
{
    public const string Yaml = """
        metrics: [{key: laps, name: Laps}, {key: books, name: Books}, {key: all, name: All, sumOf: [laps, books]}]
        attributes:
          user: [{key: city, name: City}, {key: plan, name: Plan}]
          event: [{key: course, name: Course}]
        streaks:
          - {key: daily, name: Daily, frequency: daily, mode: any, metrics: [{metric: laps, threshold: 1}],
             freezes: {initial: 1, max: 3, earn: {amount: 1, everyDays: 7}}}
        achievements:
          - {key: ten-laps, name: Ten laps, when: {metric: laps, reaches: 10}}
          - {key: three-days, name: Three days, when: {streak: daily, reaches: 3}}
          - {key: profile, name: Profile, description: Filled in, when: api}
          - {key: both, name: Both, when: {all: [ten-laps, profile]}}
          - {key: paid, name: Paid, when: api, where: {user: {plan: pro}}}
          - {key: hidden, name: Hidden, when: api, status: inactive}
        points:
          - key: xp
            name: XP
            triggers:
              - {key: lap, points: 10, metric: laps, every: 5}
              - {key: hello, points: 30, signup: true}
              - {key: book, points: -50, metric: books, every: 1, blockIfOutOfPoints: true}
            levels: [{key: novice, name: Novice, points: 10}, {key: mover, name: Mover, points: 100}]
            boosts: [{key: double-week, name: Double week, multiplier: 2, start: 2026-03-02, end: 2026-03-08}]
        leaderboards:
          - {key: weekly-laps, name: Weekly laps, rankBy: {metric: laps}, repeat: {every: 7, unit: day}, start: 2026-01-05, breakdown: [city]}
          - {key: top, name: Top, rankBy: {metric: laps}, start: 2026-01-05, limit: 2, timeZone: UTC}
          - {key: daily-laps, name: Daily laps, rankBy: {metric: laps}, repeat: {every: 1, unit: day}, start: 2026-03-01, end: 2026-03-05, timeZone: UTC}
          - {key: courses, name: Courses, rankBy: {metric: laps}, start: 2026-01-05, breakdown: {event: course}}
        """;
}
