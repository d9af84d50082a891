using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Corrections;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;

namespace Laurel.Server.Corrections;

/// <summary>An event that is to be retracted.</summary>
/// <param name="Name">As the caller named it.</param>
/// <param name="Id">Null: the name is no id.</param>
/// <param name="User">Null: to be looked up.</param>
internal sealed record RetractedEvent(string Name, InputId? Id, string? User);

/// <summary>Takes events back, in one go, and tells what became of each.</summary>
internal static class EventRetraction
{
    public static async ValueTask<RetractionResponse> Run(Call call, IReadOnlyList<RetractedEvent> events, (string Reason, string Author) why)
    {
        _ = call.Catalogs;
        var unknown = events.Where(one => one is { User: null, Id: not null }).Select(one => one.Id ?? default).Distinct().ToArray();
        var users = unknown.Length == 0 ? new Dictionary<InputId, string>() : EventQueries.UsersOf(call.Backend.Engine.Database, call.Space, unknown);
        var found = events.Select(one => (Event: one, User: one.User ?? (one.Id is { } id ? users.GetValueOrDefault(id) : null))).ToArray();
        var known = found.Where(one => one.User is not null && one.Event.Id is not null).ToArray();
        var answers = await call.Backend.Engine.Submit([.. known.Select(one => SubmissionOf(call, one.User ?? "", one.Event.Id ?? default, why))]);
        return new()
        {
            Retracted = answers.Count(answer => answer is Answer.Accepted or Answer.Applied),
            AlreadyRetracted = answers.Count(answer => answer is Answer.Replayed),
            Issues =
            [
                .. found.Where(one => one.User is null || one.Event.Id is null).Select(one => new EventIssueResponse(one.Event.Name, ErrorTable.Of(Rejection.UnknownEvent).Sentence)),
                .. known.Zip(answers).SelectMany(pair => IssueOf(pair.First.Event.Name, pair.Second)),
            ],
        };
    }

    // The id follows from the event's: retracting it again changes nothing.
    private static Submission SubmissionOf(Call call, string user, InputId id, (string Reason, string Author) why) => new(
        call.Space,
        new RetractEvent(InputIds.OfKey(user, "", $"retract:{id}"), user, call.Now, id) { Reason = why.Reason, Author = why.Author },
        IsKeyed: true, AtArrival: true);

    private static IEnumerable<EventIssueResponse> IssueOf(string name, Answer answer)
    {
        if (answer is Answer.Rejected rejected)
        {
            var reason = rejected.Reason == Rejection.UnknownUser ? Rejection.UnknownEvent : rejected.Reason;
            yield return new(name, ErrorTable.Of(reason).Sentence.Replace("{0}", rejected.Detail, StringComparison.Ordinal));
        }
        else if (answer is Answer.Failed failed)
        {
            yield return new(name, ErrorTable.Unavailable.Sentence.Replace("{0}", failed.Code, StringComparison.Ordinal));
        }
    }
}
