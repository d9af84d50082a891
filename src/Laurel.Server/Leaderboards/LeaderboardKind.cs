using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Leaderboards;

/// <summary>Boards as the administration API edits them. What it cannot say about one stays as the rulebook has it.</summary>
internal sealed class LeaderboardKind : DefinitionKind<LeaderboardDefinition, LeaderboardAdminResponse>
{
    public override string Thing => "Leaderboard";

    public override ValueList<LeaderboardDefinition> All(Revision revision) => revision.Rulebook.Leaderboards;

    public override Rulebook With(Revision revision, ValueList<LeaderboardDefinition> all) => revision.Rulebook with { Leaderboards = all };

    public override Guid IdOf(Revision revision, LeaderboardDefinition definition) => revision.Id("leaderboard", definition.CreatedAs ?? definition.Key);

    public override LeaderboardAdminResponse Show(Revision revision, LeaderboardDefinition definition) => new()
    {
        Id = WireText.Of(IdOf(revision, definition)),
        Name = definition.Name,
        Key = definition.Key,
        Description = definition.Description,
        Status = LeaderboardChange.StatusOf(definition, revision.Call.Now),
        RankBy = LeaderboardChange.RankByOf(definition.RankBy),
        MetricId = definition.RankBy is RankBy.Metric(var metric) ? WireText.Of(revision.Id("metric", metric)) : null,
        PointsSystemId = definition.RankBy is RankBy.Points(var points) ? WireText.Of(revision.Id("points", points)) : null,
        MaxParticipants = definition.Limit,
        Start = WireText.Of(definition.StartOn),
        End = WireText.Of(definition.EndOn),
        StartTime = WireText.Of(definition.WindowFrom),
        EndTime = WireText.Of(definition.WindowTo),
        BreakdownAttributes = [.. definition.Breakdown.Select(key => WireText.Of(revision.Id("attribute", "user", key)))],
        RunUnit = definition.Repeat?.Unit switch { null => null, RunUnit.Day => "day", RunUnit.Month => "month", _ => "year" },
        RunInterval = definition.Repeat?.Every,
    };

    public override LeaderboardDefinition? Create(Revision revision, FieldReader item)
    {
        var name = NewName(item);
        var key = NewKey(item, Taken(revision, null), "leaderboard");
        if (!item.Has("rankBy"))
        {
            item.Problem("rankBy", "is required");
        }

        var board = new LeaderboardDefinition(key, name, new RankBy.Metric("")) { Status = LeaderboardStatus.Inactive, StartOn = revision.Today };
        return LeaderboardChange.Configured(revision, board, item) is { } configured
            ? LeaderboardChange.WithStatus(revision, configured, item, isNew: true)
            : null;
    }

    public override LeaderboardDefinition? Change(Revision revision, LeaderboardDefinition definition, FieldReader item)
    {
        var renamed = item.Text("key") is not null ? WithKey(definition, NewKey(item, Taken(revision, definition), "leaderboard")) : definition;
        if (LeaderboardChange.Configured(revision, renamed, item) is not { } changed)
        {
            return null;
        }

        var frozen = changed with { Name = definition.Name, Description = definition.Description, Limit = definition.Limit, EndOn = definition.EndOn };
        if (definition.Status == LeaderboardStatus.Active && frozen != definition)
        {
            item.Refuse("What is ranked and when can be changed only while the leaderboard is inactive");
        }

        return LeaderboardChange.WithStatus(revision, changed, item, isNew: false);
    }

    private static LeaderboardDefinition WithKey(LeaderboardDefinition board, string key)
    {
        var first = board.CreatedAs ?? board.Key;
        return board with { Key = key, CreatedAs = key == first ? null : first };
    }

    // Also the keys that boards were created with: their ids hang on them.
    private static IEnumerable<string> Taken(Revision revision, LeaderboardDefinition? except) => revision.Rulebook.Leaderboards
        .Where(board => board != except)
        .SelectMany(board => new[] { board.Key, board.CreatedAs ?? board.Key });
}
