using Laurel.Core;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Runtime.Explanations;
using Laurel.Server.Http;
using NodaTime.Text;

namespace Laurel.Server.Explanations;

/// <summary>Why, and why not.</summary>
internal static class ExplanationEndpoints
{
    public static void Map(Routes v1) => v1.Get("/users/{id}/explain", Explain, new("Explanations", "The causes of an event's consequences, of an award or of an achievement; and which rules listened in vain.", typeof(ExplanationResponse))
    {
        Parameters = [new("event", "Id of an event."), new("award", "Id of an award."), new("achievement", "Key of an achievement.")],
    });

    private static ValueTask<Reply> Explain(Call call)
    {
        var user = call.User(call.PathUser());
        var timeline = call.Backend.Engine.TimelineOf(call.Space) ?? throw new RefusedException(ErrorTable.NoRulebook);
        var asked = new[] { "event", "award", "achievement" }.Where(name => call.Query(name) is not null).ToArray();
        if (asked.Length != 1)
        {
            throw Call.Invalid("event", "exactly one of event, award and achievement is needed");
        }

        var explainer = new Explainer(call.Backend.Engine.Database, timeline, (call.Space, user.Profile.Id), user.At);
        var text = call.Query(asked[0]) ?? "";
        var explanation = asked[0] switch
        {
            "event" => Guid.TryParse(text, out var id) && explainer.Event(new InputId(id)) is { } found ? found : throw new RefusedException(ErrorTable.Of(Rejection.UnknownEvent)),
            "award" => Guid.TryParse(text, out var id) && explainer.Award(id) is { } found ? found : throw new RefusedException(ErrorTable.NotFound),
            _ => explainer.Achievement(text, call.Now) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownAchievement)),
        };
        return new(Reply.Ok(ResponseOf(explanation), WireJson.Default.ExplanationResponse));
    }

    private static ExplanationResponse ResponseOf(Explanation explanation) => new()
    {
        Input = explanation.Input is { } input ? ResponseOf(input) : null,
        Retracted = explanation.IsRetracted,
        Causes = [.. explanation.Causes.Select(ResponseOf)],
        Consequences = [.. explanation.Consequences.Select(ResponseOf)],
        Missed = [.. explanation.Misses.Select(miss => new MissResponse(miss.Kind, miss.Rule, miss.Reason, miss.Detail))],
    };

    private static ExplainedInputResponse ResponseOf(Input input) => new(
        input.Id.ToString(), input.GetType().Name, InstantPattern.ExtendedIso.Format(input.At), (input as MetricEvent)?.Metric, (input as MetricEvent)?.Value);

    private static ExplainedFactResponse ResponseOf(Fact fact) => new(
        fact.Id.ToGuid().ToString(), fact.GetType().Name, InstantPattern.ExtendedIso.Format(fact.At), FactSentence.Of(fact),
        fact.Cause.Rule, fact.Cause.Parent == default ? null : fact.Cause.Parent.ToGuid().ToString());
}

/// <summary>Why something is as it is.</summary>
internal sealed record ExplanationResponse
{
    /// <summary>Null: something fell due, or nothing happened.</summary>
    public required ExplainedInputResponse? Input { get; init; }

    public required bool Retracted { get; init; }

    public required IReadOnlyList<ExplainedFactResponse> Causes { get; init; }

    public required IReadOnlyList<ExplainedFactResponse> Consequences { get; init; }

    public required IReadOnlyList<MissResponse> Missed { get; init; }
}

/// <summary>What it began with.</summary>
internal sealed record ExplainedInputResponse(string Id, string Kind, string At, string? Metric, decimal? Value);

/// <summary>Something that was concluded.</summary>
internal sealed record ExplainedFactResponse(string Id, string Fact, string At, string Text, string Rule, string? Because);

/// <summary>A rule that listened and concluded nothing.</summary>
internal sealed record MissResponse(string Kind, string Rule, string Reason, string Detail);
