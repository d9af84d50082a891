namespace Laurel.Runtime.Replay;

/// <summary>The numbers of a users file's columns; attributes follow.</summary>
internal static class UserColumns
{
    public const int User = 0;
    public const int Name = 1;
    public const int TimeZone = 2;

    public static string[] Names => ["user", "name", "tz"];
}
