using Laurel.Core.Leaderboards;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>How one input moved its user on a board. Null: not on it.</summary>
public sealed record RankMove(string Leaderboard, LocalDate Run, Group Group, int? PreviousRank, int? Rank);

/// <summary>Names one ranking: a board's run and group within a space.</summary>
public readonly record struct StandingKey(int Space, string Leaderboard, LocalDate Run, Group Group);
