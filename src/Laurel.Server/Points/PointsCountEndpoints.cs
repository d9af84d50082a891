using Laurel.Core;
using Laurel.Runtime.Points;
using Laurel.Runtime.Users;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>How a points system looks across all users.</summary>
internal static class PointsCountEndpoints
{
    private const string Tag = "Points";

    public static void Map(Routes v1)
    {
        v1.Get("/points/{key}/summary", Summarize, new(Tag, "How many users have how many points: none, then ten equal ranges.", typeof(IReadOnlyList<PointsRange>))
        {
            Parameters = [new("userAttributes", "Only users with all of these attributes: key:value,key2:value2.", Example: "plan:pro")],
        });
        v1.Get("/points/{key}/level-summary", SummarizeLevels, new(Tag, "How many users hold each level, the lowest first.", typeof(IReadOnlyList<LevelCountResponse>))
        {
            Errors = [ErrorTable.NoLevels],
        });
    }

    private static ValueTask<Reply> Summarize(Call call)
    {
        var system = PointsEndpoints.Find(call, call.Catalog).Definition;
        var filter = (ValueList<AttributeValue>)[.. call.QueryAttributes("userAttributes") ?? []];
        var users = UsersOf(call).Where(user => user.Attributes.Matches(filter));
        return new(Reply.Ok(PointsCounts.Histogram(users, call.Catalogs.Timeline, system.Key), WireJson.Default.IReadOnlyListPointsRange));
    }

    private static ValueTask<Reply> SummarizeLevels(Call call)
    {
        var entry = PointsEndpoints.Find(call, call.Catalog);
        if (entry.Levels.Count == 0)
        {
            throw new RefusedException(ErrorTable.NoLevels);
        }

        var users = UsersOf(call);
        IReadOnlyList<LevelCountResponse> counts =
        [
            .. from count in PointsCounts.Levels(users, call.Catalogs.Timeline, entry.Definition)
               let level = entry.FindLevel(count.Level.Key)
               where level is not null
               select new LevelCountResponse(level, count.Users),
        ];
        return new(Reply.Ok(counts, WireJson.Default.IReadOnlyListLevelCountResponse));
    }

    // All of them before the rulebooks are looked up: a version that a user is on is known by then.
    private static CensusRow[] UsersOf(Call call) => [.. call.Backend.Engine.Projections.Census.Of(call.Backend.Engine.Reader, call.Space)];
}

/// <summary>A level and how many users hold it.</summary>
internal sealed record LevelCountResponse(PointsLevelResponse Level, int Users);
