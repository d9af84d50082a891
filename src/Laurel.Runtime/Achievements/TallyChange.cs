using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Runtime.Achievements;

/// <summary>What a fact changes in the tallies.</summary>
/// <param name="Achievement">The one that was completed; null: the user is new, or erased.</param>
/// <param name="Count">Which completion of the user's it is, from 1.</param>
internal sealed record TallyChange(string? Achievement, string User, Instant At, Instant UserCreatedAt, int Count)
{
    private const int GoneCount = -1;

    /// <summary>Whether the user was erased. The completions of such a user are counted again.</summary>
    public bool IsGone => Count == GoneCount;

    public static TallyChange Gone(string user, Instant createdAt) => new(null, user, createdAt, createdAt, GoneCount);

    /// <summary>Null for facts that do not matter here.</summary>
    public static TallyChange? Of(UserProfile user, Fact fact) => fact switch
    {
        AchievementCompleted completed => new(completed.Achievement, user.Id, completed.At, user.CreatedAt, completed.Count),
        UserCreated created => new(null, user.Id, created.At, user.CreatedAt, 0),
        _ => null,
    };
}
