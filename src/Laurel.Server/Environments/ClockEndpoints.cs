using Laurel.Core;
using Laurel.Runtime.Due;
using Laurel.Runtime.Spaces;
using Laurel.Server.Http;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Environments;

/// <summary>The clock of an environment and its tenants, which tests move forward: what falls due meanwhile happens.</summary>
internal static class ClockEndpoints
{
    private const string Tag = "Environments";
    private const long SecondsMax = 86_400L * (Limits.ClockDaysMax + 1);

    public static void Map(Routes admin)
    {
        admin.Get("/clock", Read, new(Tag, "What time it is in the environment.", typeof(ClockResponse)) { IsForEnvironment = true });
        admin.Post("/clock", Move, new(Tag, "Moves the environment's clock forward, and does what falls due by it.", typeof(ClockResponse))
        {
            IsForEnvironment = true,
            Body = typeof(ClockBody),
            BodyExample = """{"advance": "P1D"}""",
            Errors = [ErrorTable.ClockInProduction, ErrorTable.ClockBackwards],
        });
    }

    private static ValueTask<Reply> Read(Call call) => new(Show(call));

    private static async ValueTask<Reply> Move(Call call)
    {
        var engine = call.Backend.Engine;
        var real = call.RealNow;
        var now = real + engine.Spaces.ClockOffsetOf(call.Space.Id);
        var to = await call.Body(body => Target(body, now));
        if (engine.Spaces.Find(call.Space.Id) is not { Kind: not EnvironmentKind.Production })
        {
            throw new RefusedException(ErrorTable.ClockInProduction);
        }

        if (to < now || !await engine.MoveClock(call.Space, to - real))
        {
            throw new RefusedException(ErrorTable.ClockBackwards, WireText.Of(call.Now));
        }

        // What fails, or is too much for one round, is done by the rounds that follow.
        await new DueRounds(engine)
        {
            OnFailed = failed => call.Backend.Log.NotStored(failed.Code, failed.Cause),
            OnSpaceFailed = (_, error) => call.Backend.Log.DueWorkFailed(error),
        }.RunNow(entry => entry.Space.Environment == call.Space.Environment, call.Aborted);
        return Show(call);
    }

    private static Instant Target(FieldReader body, Instant now)
    {
        var (at, advance) = (body.At("now"), body.Text("advance"));
        if (at is null == advance is null)
        {
            body.Problem("now", "either now or advance is required");
            return now;
        }

        var name = at is null ? "advance" : "now";
        var length = at is { } instant ? Calendar.ToMillisecond(instant) - now : LengthOf(advance ?? "");
        if (length is null)
        {
            body.Problem(name, "must be a length of time in weeks, days, hours, minutes and seconds, such as P1D, P2W or PT90M");
        }
        else if (length > Duration.FromDays(Limits.ClockDaysMax) || now + length.Value >= Limits.LatestAt)
        {
            body.Problem(name, $"must be at most {Limits.ClockDaysMax} days ahead, and before {Limits.LatestAt}");
        }
        else
        {
            return now + length.Value;
        }

        return now;
    }

    // Months and years have no fixed length, and parts of a second nothing to be tested with. What is far too long stays too long.
    private static Duration? LengthOf(string text)
    {
        if (PeriodPattern.Roundtrip.Parse(text) is not { Success: true, Value: { Years: 0, Months: 0, Milliseconds: 0, Ticks: 0, Nanoseconds: 0 } length })
        {
            return null;
        }

        var seconds = ((((length.Weeks * 7m) + length.Days) * 24 + length.Hours) * 60 + length.Minutes) * 60 + length.Seconds;
        return Duration.FromSeconds((long)decimal.Clamp(seconds, -SecondsMax, SecondsMax));
    }

    private static Reply Show(Call call)
    {
        var ahead = call.Backend.Engine.Spaces.ClockOffsetOf(call.Space.Id);
        return Reply.Ok(new ClockResponse(WireText.Of(call.Now), (long)ahead.TotalSeconds), AdminJson.Default.ClockResponse);
    }
}

/// <summary>What time it is in an environment, and by how many seconds its clock is ahead.</summary>
internal sealed record ClockResponse(string Now, long AheadSeconds);

/// <summary>Where a clock is moved to, as an instant or a length of time, for the published document.</summary>
internal sealed record ClockBody(string? Now, string? Advance);
