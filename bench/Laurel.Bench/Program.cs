using Laurel.Bench;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;

// Run with: dotnet run -c Release --project bench/Laurel.Bench -- standings [MEMBERS [RANKS]]
switch (args)
{
    case ["standings"]:
        StandingsBench.Run(1_000_000, Enum.GetValues<RankKind>());
        return 0;
    case ["standings", var members] when int.TryParse(members, out int count) && count > 0:
        StandingsBench.Run(count, Enum.GetValues<RankKind>());
        return 0;
    case ["standings", var members, var kind] when int.TryParse(members, out int count) && count > 0 && Enum.TryParse(kind, ignoreCase: true, out RankKind ranks):
        StandingsBench.Run(count, [ranks]);
        return 0;
    default:
        Console.Error.WriteLine("usage: Laurel.Bench standings [MEMBERS [RANKS]]");
        return 1;
}
