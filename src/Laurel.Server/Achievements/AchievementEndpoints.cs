using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Inputs;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;
using Laurel.Server.Points;
using Laurel.Server.Users;

namespace Laurel.Server.Achievements;

/// <summary>Achievements, those of users, and completing them by the application.</summary>
internal static class AchievementEndpoints
{
    private const string Tag = "Achievements";

    public static void Map(Routes v1)
    {
        v1.Get("/achievements", List, new(Tag, "All active achievements with how many completed them.", typeof(IReadOnlyList<AchievementResponse>))
        {
            Parameters = [new("userAttributes", "Only those that a user with these attributes can complete: key:value,key2:value2.", Example: "plan:pro")],
        });
        v1.Post("/achievements/{key}/complete", Complete, new(Tag, "Completes an achievement for a user.", typeof(CompletionResponse))
        {
            Status = StatusCodes.Status201Created,
            Tier = RateTier.Writes,
            Body = typeof(CompletionBody),
            BodyExample = """{"user": {"id": "ana"}}""",
            Errors =
            [
                .. UserRequest.Errors,
                .. new[] { Rejection.UnknownAchievement, Rejection.AchievementNotByApi, Rejection.AchievementNotActive, Rejection.AchievementNotForUser }.Select(ErrorTable.Of),
            ],
        });
        v1.Get("/users/{id}/achievements", ListOfUser, new("Users", "A user's achievements.", typeof(IReadOnlyList<UserAchievementStatsResponse>))
        {
            Parameters = [new("includeIncomplete", "true: also those not completed yet.", Example: "true")],
        });
    }

    private static ValueTask<Reply> List(Call call)
    {
        var attributes = call.QueryAttributes("userAttributes");
        var tallies = call.Backend.Engine.Projections.Tallies;
        IReadOnlyList<AchievementResponse> achievements =
        [
            .. from entry in call.Catalog.Achievements
               where entry.Definition is { Status: AchievementStatus.Active, Labels.IsSecret: false }
               where attributes is null || entry.Definition.UserFilter.All(attributes.Contains)
               let statistics = tallies.Statistics(call.Space.Id, entry.Definition.Key)
               select new AchievementResponse(entry.Open)
               {
                   Completions = statistics.EarnersCount,
                   Rarity = statistics.Share,
                   TimesCompleted = statistics.CompletionsCount,
                   AverageSecondsToComplete = StatisticsEndpoints.SecondsOf(statistics),
               },
        ];
        return new(Reply.Ok(achievements, WireJson.Default.IReadOnlyListAchievementResponse));
    }

    private static ValueTask<Reply> ListOfUser(Call call)
    {
        var state = call.User(call.PathUser());
        var isComplete = !call.QueryFlag("includeIncomplete");
        var tallies = call.Backend.Engine.Projections.Tallies;
        IReadOnlyList<UserAchievementStatsResponse> achievements =
        [
            .. from entry in call.Catalogs.Of(state.Version).Achievements
               let completion = entry.CompletionOf(state)
               where completion is null ? !isComplete && entry.Definition is { Status: AchievementStatus.Active, Labels.IsSecret: false }
                   : entry.Definition.Status is AchievementStatus.Active or AchievementStatus.Locked
               let key = entry.Definition.Key
               select new UserAchievementStatsResponse(entry.Open)
               {
                   AchievedAt = WireText.Of(completion?.CompletedAt),
                   Completions = tallies.Completions(call.Space.Id, key),
                   Rarity = tallies.Rarity(call.Space.Id, key),
                   Progress = entry.ProgressOf(state, call.Now),
                   TimesCompleted = completion?.Count ?? 0,
               },
        ];
        return new(Reply.Ok(achievements, WireJson.Default.IReadOnlyListUserAchievementStatsResponse));
    }

    private static async ValueTask<Reply> Complete(Call call)
    {
        var key = call.Path("key");
        var (user, patch) = await call.Body(UserRequest.ReadNested);
        call.AllowUser(user);
        var answer = await call.Submit((id, at) => new CompleteAchievement(id, user, at, key) { Patch = patch });
        return Reply.Created(Of(call, key, answer), WireJson.Default.CompletionResponse);
    }

    private static CompletionResponse Of(Call call, string key, Answer.Accepted answer)
    {
        var catalog = call.Catalogs.Of(answer.Plan.Version);
        var facts = CausedFacts.Of(answer);
        var completed = facts.Facts.OfType<AchievementCompleted>().FirstOrDefault(fact => fact.Achievement == key);
        var id = completed?.Id.ToGuid()
            ?? AchievementQueries.CompletionId(call.Backend.Engine.Database, call.Space, answer.Input.User, key) ?? Guid.Empty;
        var entry = catalog.FindAchievement(key) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownAchievement));
        return new(WireText.Of(id), entry.Of(answer.State), PointsWire.Changed(call.Catalogs, catalog, answer.State, facts));
    }
}

/// <summary>The body of a completion, for the published document.</summary>
internal sealed record CompletionBody(UpsertedUserBody User);
