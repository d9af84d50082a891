using System.Globalization;
using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Leaderboards;

/// <summary>A leaderboard in a rulebook document.</summary>
internal static class LeaderboardDocument
{
    public static readonly Shape Shape = Shape.Of(
        "leaderboard", "key createdAs? name? description? status? rankBy aggregation? order? tieBreakers? start? end? repeat? window? breakdown? entry? anonymousName? limit? timeZone? ranks?");

    public static readonly Shape Repeat = Shape.Of("repeat", "every unit");

    public static readonly Shape Window = Shape.Of("window", "from? to?");

    public static readonly Shape EventBreakdown = Shape.Of("eventBreakdown", "event");

    /// <summary>The limit of a board that shows everyone.</summary>
    private const string Everyone = "all";

    /// <summary>The time zone of a board that counts in each user's own.</summary>
    private const string OfEachUser = "user";

    private static readonly LeaderboardDefinition Absent = new("", "", new RankBy.Metric(""));

    public static LeaderboardDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return Absent;
        }

        var key = map["key"].Text();
        var window = map["window"].Map(Window);
        return new(key, map["name"].Text(key), RankByDocument.Read(map["rankBy"]) ?? Absent.RankBy)
        {
            CreatedAs = map["createdAs"].TextOrNull(),
            Description = map["description"].TextOrNull(),
            Status = map["status"].Word(RulebookWords.LeaderboardStatuses, LeaderboardStatus.Active),
            Aggregation = map["aggregation"].Word(RulebookWords.Aggregations, Aggregation.Sum),
            Order = map["order"].Word(RulebookWords.RankOrders, RankOrder.Descending),
            TieBreakers = map["tieBreakers"].List(TieBreakerDocument.Read),
            StartOn = map["start"].Date() ?? Absent.StartOn,
            EndOn = map["end"].Date(),
            Repeat = ReadRepeat(map["repeat"].Map(Repeat)),
            WindowFrom = window?["from"].Time(),
            WindowTo = window?["to"].Time(),
            Breakdown = map["breakdown"].IsMap ? [] : map["breakdown"].Texts(),
            EventBreakdown = map["breakdown"].IsMap ? map["breakdown"].Map(EventBreakdown)?["event"].Text() : null,
            Entry = EntryDocument.Read(map["entry"]),
            AnonymousName = map["anonymousName"].Text(Absent.AnonymousName),
            Limit = ReadLimit(map["limit"]),
            TimeZone = map["timeZone"].Text(OfEachUser) is var zone && zone == OfEachUser ? null : zone,
            Ranks = map["ranks"].Word(RulebookWords.RankKinds, RankKind.Ordinal),
        };
    }

    public static DocumentNode Write(LeaderboardDefinition board)
    {
        var map = new MapWriter(Shape)
            .Text("key", board.Key)
            .Text("createdAs", board.CreatedAs)
            .Text("name", board.Name, absent: board.Key)
            .Text("description", board.Description)
            .Word("status", RulebookWords.LeaderboardStatuses, board.Status, absent: LeaderboardStatus.Active)
            .Nested("rankBy", RankByDocument.Write(board.RankBy))
            .Word("aggregation", RulebookWords.Aggregations, board.Aggregation, absent: Aggregation.Sum)
            .Word("order", RulebookWords.RankOrders, board.Order, absent: RankOrder.Descending)
            .List("tieBreakers", board.TieBreakers, TieBreakerDocument.Write)
            .Date("start", board.StartOn, absent: Absent.StartOn)
            .Date("end", board.EndOn)
            .Nested("repeat", board.Repeat is { } repeat ? new MapWriter(Repeat).Number("every", repeat.Every).Word("unit", RulebookWords.RunUnits, repeat.Unit).Map : null)
            .Nested("window", new MapWriter(Window).Time("from", board.WindowFrom).Time("to", board.WindowTo).Map);
        return WriteView(map, board).Map;
    }

    private static RunRepeat? ReadRepeat(MapReader? map) =>
        map is null ? null : new(map["every"].Small(absent: 1), map["unit"].Word(RulebookWords.RunUnits, RunUnit.Day));

    private static int? ReadLimit(NodeReader node)
    {
        if (node.Node is DocumentNode.Scalar { CanBeText: true, Text: Everyone })
        {
            return null;
        }

        if (node.Node is DocumentNode.Scalar { CanBeNumber: true } scalar && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit))
        {
            return limit;
        }

        if (node.IsPresent)
        {
            node.WrongType($"1 to {Limits.ParticipantsMax}, or {Everyone}", "write one of them");
        }

        return Absent.Limit;
    }

    private static MapWriter WriteView(MapWriter map, LeaderboardDefinition board)
    {
        if (board.EventBreakdown is { } attribute)
        {
            map.Nested("breakdown", new MapWriter(EventBreakdown).Text("event", attribute).Map);
        }

        map.Texts("breakdown", board.Breakdown)
            .Nested("entry", EntryDocument.Write(board.Entry))
            .Text("anonymousName", board.AnonymousName, absent: Absent.AnonymousName);
        return board.Limit is { } limit
            ? WriteCalendar(map.Number("limit", limit, absent: Absent.Limit), board)
            : WriteCalendar(map.Text("limit", Everyone), board);
    }

    private static MapWriter WriteCalendar(MapWriter map, LeaderboardDefinition board) =>
        map.Text("timeZone", board.TimeZone).Word("ranks", RulebookWords.RankKinds, board.Ranks, absent: RankKind.Ordinal);
}
