namespace Laurel.Runtime.Replay;

/// <summary>The numbers of an events file's columns.</summary>
internal static class EventColumns
{
    public const int Seq = 0;
    public const int User = 1;
    public const int Metric = 2;
    public const int At = 3;
    public const int Value = 5;
    public const int Key = 6;
    public const int Attributes = 7;

    public static string[] Names => ["seq", "user", "metric", "ts_utc", "utc_offset_min", "value", "key", "attrs"];
}
