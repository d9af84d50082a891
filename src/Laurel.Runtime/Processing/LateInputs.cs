using Laurel.Core.Inputs;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>Finds the users of a batch who must be derived again, because an input lies before what their state covers by then.</summary>
internal static class LateInputs
{
    /// <summary>Those users with the places of all their inputs, which go together.</summary>
    public static IReadOnlyDictionary<UserKey, List<int>> Of(IReadOnlyList<Submission> submissions, Func<UserKey, StoredUser?> find)
    {
        var late = Users(submissions, find).ToDictionary(user => user, _ => new List<int>());
        for (var i = 0; i < submissions.Count && late.Count > 0; i++)
        {
            if (late.TryGetValue(new(submissions[i].Space.Id, submissions[i].Input.User), out var places))
            {
                places.Add(i);
            }
        }

        return late;
    }

    private static HashSet<UserKey> Users(IReadOnlyList<Submission> submissions, Func<UserKey, StoredUser?> find)
    {
        var late = new HashSet<UserKey>();
        var covered = new Dictionary<UserKey, Instant>();
        foreach (var submission in submissions)
        {
            if (submission.AtArrival && !Reaches(submission.Input))
            {
                continue;
            }

            var key = new UserKey(submission.Space.Id, submission.Input.User);
            var until = covered.TryGetValue(key, out var known) ? known : find(key)?.State.At ?? Instant.MinValue;
            if (Reaches(submission.Input) || (submission.Input is not Tick && submission.Input.At < until))
            {
                late.Add(key);
            }

            covered[key] = Instant.Max(until, submission.Input.At);
        }

        return late;
    }

    // Takes something of the past back.
    private static bool Reaches(Input input) => input is RetractEvent or RevokeAchievement or Rederive;
}
