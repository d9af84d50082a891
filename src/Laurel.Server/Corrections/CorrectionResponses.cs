namespace Laurel.Server.Corrections;

/// <summary>The body of a retraction, for the published document.</summary>
internal sealed record RetractionBody(IReadOnlyList<RetractedEventBody> Events, string Reason)
{
    /// <summary>Who wants it; the name of the key when absent.</summary>
    public string? Author { get; init; }
}

/// <summary>One event: by its id, or by what its idempotency key was sent with.</summary>
internal sealed record RetractedEventBody
{
    public string? Id { get; init; }

    public string? UserId { get; init; }

    public string? Metric { get; init; }

    public string? IdempotencyKey { get; init; }
}

/// <summary>What became of a retraction.</summary>
internal sealed record RetractionResponse
{
    public required int Retracted { get; init; }

    public required int AlreadyRetracted { get; init; }

    public required IReadOnlyList<EventIssueResponse> Issues { get; init; }
}

/// <summary>Why an event was not retracted.</summary>
internal sealed record EventIssueResponse(string Event, string Message);

/// <summary>The body of a completion or revocation by hand.</summary>
internal sealed record ReasonBody(string Reason)
{
    /// <summary>Who wants it; the name of the key when absent.</summary>
    public string? Author { get; init; }
}

/// <summary>What became of an achievement that was given or taken by hand.</summary>
internal sealed record HandledAchievementResponse(string UserId, string Achievement, bool Completed);

/// <summary>The body of an amnesty.</summary>
internal sealed record AmnestyBody(string StartDate, string EndDate, string Reason)
{
    /// <summary>Only users with all of these; everybody when absent.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Who wants it; the name of the key when absent.</summary>
    public string? Author { get; init; }
}

/// <summary>How many users an amnesty reached.</summary>
/// <param name="Granted">Users who got it now.</param>
/// <param name="AlreadyGranted">Users who had it.</param>
internal sealed record AmnestyResponse(int Granted, int AlreadyGranted);
