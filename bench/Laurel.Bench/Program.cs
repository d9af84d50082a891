using Laurel.Bench;

// Run with: dotnet run -c Release --project bench/Laurel.Bench -- standings [MEMBERS]
switch (args)
{
    case ["standings"]:
        StandingsBench.Run(1_000_000);
        return 0;
    case ["standings", var members] when int.TryParse(members, out int count) && count > 0:
        StandingsBench.Run(count);
        return 0;
    default:
        Console.Error.WriteLine("usage: Laurel.Bench standings [MEMBERS]");
        return 1;
}
