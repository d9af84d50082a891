using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Server.Bulk;

namespace Laurel.Server.Points;

/// <summary>A part of the points system that a revision is about.</summary>
internal static class PointsPart
{
    public static PointsDefinition SystemOf(Revision revision) => revision.Rulebook.Points.First(points => points.Key == revision.Owner);

    /// <summary>The rulebook with that system changed.</summary>
    public static Rulebook With(Revision revision, Func<PointsDefinition, PointsDefinition> change) => revision.Rulebook with
    {
        Points = [.. revision.Rulebook.Points.Select(points => points.Key == revision.Owner ? change(points) : points)],
    };

    /// <summary>A key that no part has had: what is deleted is never mistaken for what comes later.</summary>
    public static string NewKey(string kind) => $"{kind}-{Guid.NewGuid():N}"[..(kind.Length + 13)];
}
