using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Corrections;

/// <summary>Grants amnesties: dates that were lost for reasons that no user is to blame for.</summary>
internal static class AmnestyEndpoint
{
    // The first date of all begins in the easternmost zone.
    private static readonly Duration EasternmostOffset = Duration.FromHours(14);

    public static async ValueTask<Reply> Grant(Call call)
    {
        var request = await call.Body(body => Request.Read(call, body));
        var (granted, known) = (0, 0);
        foreach (var users in Users(call, request).Chunk(Processor.BatchMax))
        {
            foreach (var answer in await call.Backend.Engine.Submit([.. users.Select(user => SubmissionOf(call, request, user))]))
            {
                granted += answer is Answer.Accepted or Answer.Applied ? 1 : 0;
                known += answer is Answer.Replayed ? 1 : 0;
                if (answer is Answer.Failed)
                {
                    throw RefusedException.Of(answer);
                }
            }
        }

        return new(StatusCodes.Status200OK, new AmnestyResponse(granted, known), WireJson.Default.AmnestyResponse);
    }

    private static IEnumerable<UserState> Users(Call call, Request request)
    {
        _ = call.Catalogs;
        return call.Backend.Engine.Reader.All(call.Space, null).Where(user => user.Profile.Attributes.Matches(request.Attributes));
    }

    // The id follows from the dates: granting them again changes nothing.
    private static Submission SubmissionOf(Call call, Request request, UserState user)
    {
        var begins = request.StartOn.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() - EasternmostOffset;
        var at = Instant.Max(user.Profile.CreatedAt, Instant.Min(begins, call.Now));
        var id = InputIds.OfKey(user.Profile.Id, "", $"amnesty:{WireText.Of(request.StartOn)}/{WireText.Of(request.EndOn)}");
        return new(
            call.Space,
            new GrantAmnesty(id, user.Profile.Id, at, request.StartOn, request.EndOn) { Reason = request.Why.Reason, Author = request.Why.Author },
            IsKeyed: true, AtArrival: false);
    }

    private sealed record Request(LocalDate StartOn, LocalDate EndOn, ValueList<AttributeValue> Attributes, (string Reason, string Author) Why)
    {
        public static Request Read(Call call, FieldReader body)
        {
            var (start, end) = (Date(body, "startDate"), Date(body, "endDate"));
            if (start is { } first && end is { } last && (last < first || first <= last.PlusDays(-Limits.PauseDaysMax)))
            {
                body.Problem("endDate", $"must be startDate or later, by less than {Limits.PauseDaysMax} days");
            }

            var attributes = body.Attributes("attributes").Where(pair => pair.Value is not null).Select(pair => new AttributeValue(pair.Key, pair.Value ?? ""));
            return new(start ?? default, end ?? default, [.. attributes], CorrectionEndpoints.Why(call, body));
        }

        private static LocalDate? Date(FieldReader body, string name)
        {
            var parsed = LocalDatePattern.Iso.Parse(body.RequiredText(name));
            if (parsed.Success && parsed.Value.Year is >= 1970 and < 2200)
            {
                return parsed.Value;
            }

            body.Problem(name, "must be a date such as 2026-03-04");
            return null;
        }
    }
}
