using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Metrics;
using Laurel.Runtime.Points;
using Laurel.Runtime.Streaks;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Rulebooks;

/// <summary>A whole rulebook as a document.</summary>
internal static class RulebookDocument
{
    public static readonly Shape Shape = Shape.Of("rulebook", "metrics? attributes? calendars? streaks? achievements? points? leaderboards? experiments?");

    public static readonly Shape Experiments = Shape.Of("experiments", "control");

    /// <summary>The rulebook, when its shape is readable and nothing is wrong with it; else all problems.</summary>
    public static RulebookReading Read(DocumentNode? root, ProblemList problems)
    {
        var rulebook = root is null || problems.Count > 0 ? null : Read(new NodeReader(root, "", problems));
        if (rulebook is null)
        {
            return new(null, problems.Items);
        }

        IReadOnlyList<RulebookProblem> all = [.. problems.Items.Concat(Wrong(rulebook, problems.Items)).Take(Limits.ProblemsMax)];
        return new(all.Count == 0 ? rulebook : null, all);
    }

    // What the checks find, without what only follows from a definition (or a whole list) that could not be read.
    private static IEnumerable<RulebookProblem> Wrong(Rulebook rulebook, IReadOnlyList<RulebookProblem> unreadable)
    {
        var definitions = unreadable.Select(problem => DefinitionOf(problem.Path)).ToHashSet(StringComparer.Ordinal);
        return definitions.Contains("") ? [] : RulebookCheck.Problems(rulebook).Where(problem => !definitions.Contains(DefinitionOf(problem.Path)));
    }

    // "streaks[0]" of "streaks[0].metrics[1].metric"; empty for what is not inside a list.
    private static string DefinitionOf(string path) => path[..(path.IndexOf(']', StringComparison.Ordinal) + 1)];

    public static DocumentNode Write(Rulebook rulebook) => new MapWriter(Shape)
        .List("metrics", rulebook.Metrics, MetricDocument.Write)
        .Nested("attributes", AttributeDocument.WriteLists(rulebook))
        .List("calendars", rulebook.Calendars, CalendarDocument.Write)
        .List("streaks", rulebook.Streaks, StreakDocument.Write)
        .List("achievements", rulebook.Achievements, AchievementDocument.Write)
        .List("points", rulebook.Points, PointsDocument.Write)
        .List("leaderboards", rulebook.Leaderboards, LeaderboardDocument.Write)
        .Nested("experiments", new MapWriter(Experiments).Number("control", rulebook.ControlPercent, absent: 0).Map)
        .Map;

    private static Rulebook? Read(NodeReader root)
    {
        if (!root.IsPresent)
        {
            root.WrongType("a rulebook", "the document is empty; an empty rulebook is {}");
        }

        if (root.Map(Shape) is not { } map)
        {
            return null;
        }

        var attributes = map["attributes"].Map(AttributeDocument.Lists);
        var series = map["achievements"].List(SeriesDocument.Read);
        var rulebook = new Rulebook
        {
            Metrics = map["metrics"].List(MetricDocument.Read),
            UserAttributes = attributes?["user"].List(AttributeDocument.Read) ?? [],
            EventAttributes = attributes?["event"].List(AttributeDocument.Read) ?? [],
            Calendars = map["calendars"].List(CalendarDocument.Read),
            Streaks = map["streaks"].List(StreakDocument.Read),
            Points = map["points"].List(PointsDocument.Read),
            Leaderboards = map["leaderboards"].List(LeaderboardDocument.Read),
            ControlPercent = map["experiments"].Map(Experiments)?["control"].Small() ?? 0,
        };
        return SeriesDocument.WrittenOut(rulebook, series, root.Problems);
    }
}
