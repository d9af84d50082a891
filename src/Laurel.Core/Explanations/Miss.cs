namespace Laurel.Core.Explanations;

/// <summary>A rule that listened to an event and concluded nothing from it.</summary>
/// <param name="Kind">trigger, achievement, streak or leaderboard.</param>
/// <param name="Rule">Its key; of a trigger, the points system and the trigger.</param>
/// <param name="Reason">The first condition that failed: a stable word in snake_case.</param>
/// <param name="Detail">The values, in a sentence.</param>
public sealed record Miss(string Kind, string Rule, string Reason, string Detail);
