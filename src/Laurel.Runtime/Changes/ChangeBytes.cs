using System.Text;
using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Changes;

/// <summary>A change as the bytes of one row: each text once, then by number.</summary>
internal static class ChangeBytes
{
    private const byte Format = 1;

    public static byte[] Write(Change change)
    {
        using var stream = new MemoryStream();
        using var bytes = new BinaryWriter(stream, Encoding.UTF8);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        bytes.Write(Format);
        bytes.Write7BitEncodedInt(change.Scores.Count);
        change.Scores.ForEach(score => Write(bytes, texts, score));
        bytes.Write7BitEncodedInt(change.Tallies.Count);
        change.Tallies.ForEach(tally => Write(bytes, texts, tally));
        bytes.Write7BitEncodedInt(change.ClosedRuns.Count);
        foreach (var (space, leaderboard, run) in change.ClosedRuns)
        {
            bytes.Write7BitEncodedInt(space);
            WriteText(bytes, texts, leaderboard);
            bytes.Write(DaysOf(run));
        }

        bytes.Write7BitEncodedInt(change.Restated.Count);
        foreach (var (space, achievement) in change.Restated)
        {
            bytes.Write7BitEncodedInt(space);
            WriteText(bytes, texts, achievement);
        }

        bytes.Write7BitEncodedInt(change.Users.Count);
        foreach (var user in change.Users)
        {
            bytes.Write7BitEncodedInt(user.Space);
            WriteText(bytes, texts, user.User);
        }

        return stream.ToArray();
    }

    /// <summary>Throws <see cref="InvalidDataException"/> for bytes of a newer program.</summary>
    public static Change Read(byte[] row)
    {
        using var bytes = new BinaryReader(new MemoryStream(row), Encoding.UTF8);
        if (bytes.ReadByte() != Format)
        {
            throw new InvalidDataException("A change was written by a newer Laurel; use the same version on all nodes.");
        }

        var (change, texts) = (new Change(), new List<string>());
        for (var left = bytes.Read7BitEncodedInt(); left > 0; left--)
        {
            change.Scores.Add(ReadScore(bytes, texts));
        }

        for (var left = bytes.Read7BitEncodedInt(); left > 0; left--)
        {
            change.Tallies.Add(ReadTally(bytes, texts));
        }

        for (var left = bytes.Read7BitEncodedInt(); left > 0; left--)
        {
            change.ClosedRuns.Add((bytes.Read7BitEncodedInt(), ReadText(bytes, texts), DateOf(bytes.ReadInt32())));
        }

        for (var left = bytes.Read7BitEncodedInt(); left > 0; left--)
        {
            change.Restated.Add((bytes.Read7BitEncodedInt(), ReadText(bytes, texts)));
        }

        for (var left = bytes.Read7BitEncodedInt(); left > 0; left--)
        {
            change.Users.Add(new(bytes.Read7BitEncodedInt(), ReadText(bytes, texts)));
        }

        return change;
    }

    private static void Write(BinaryWriter bytes, Dictionary<string, int> texts, ScoreChange score)
    {
        bytes.Write7BitEncodedInt(score.Key.Space);
        WriteText(bytes, texts, score.Key.Leaderboard);
        bytes.Write(DaysOf(score.Key.Run));
        WriteText(bytes, texts, score.Key.Group.Key);
        WriteText(bytes, texts, score.User);
        WriteNumber(bytes, score.Value);
        bytes.Write(score.ReachedAtMs);
        bytes.Write7BitEncodedInt(score.Ties.Count);
        foreach (var tie in score.Ties)
        {
            WriteNumber(bytes, tie);
        }
    }

    private static ScoreChange ReadScore(BinaryReader bytes, List<string> texts)
    {
        var space = bytes.Read7BitEncodedInt();
        var leaderboard = ReadText(bytes, texts);
        var run = DateOf(bytes.ReadInt32());
        var key = new StandingKey(space, leaderboard, run, new Group(ReadText(bytes, texts)));
        var (user, value, reachedAt) = (ReadText(bytes, texts), ReadNumber(bytes), bytes.ReadInt64());
        var ties = new decimal?[bytes.Read7BitEncodedInt()];
        for (var i = 0; i < ties.Length; i++)
        {
            ties[i] = ReadNumber(bytes);
        }

        return new(key, user, value, reachedAt, [.. ties]);
    }

    private static void Write(BinaryWriter bytes, Dictionary<string, int> texts, (int Space, TallyChange Change) tally)
    {
        bytes.Write7BitEncodedInt(tally.Space);
        bytes.Write(tally.Change.Achievement is not null);
        WriteText(bytes, texts, tally.Change.Achievement ?? "");
        WriteText(bytes, texts, tally.Change.User);
        bytes.Write(tally.Change.At.ToUnixTimeMilliseconds());
        bytes.Write(tally.Change.UserCreatedAt.ToUnixTimeMilliseconds());
        bytes.Write7BitEncodedInt(tally.Change.Count);
    }

    private static (int Space, TallyChange Change) ReadTally(BinaryReader bytes, List<string> texts)
    {
        var (space, isCompletion, achievement) = (bytes.Read7BitEncodedInt(), bytes.ReadBoolean(), ReadText(bytes, texts));
        return (space, new(isCompletion ? achievement : null, ReadText(bytes, texts), At(bytes.ReadInt64()), At(bytes.ReadInt64()), bytes.Read7BitEncodedInt()));
    }

    private static void WriteNumber(BinaryWriter bytes, decimal? number)
    {
        bytes.Write(number.HasValue);
        if (number is { } value)
        {
            bytes.Write(value);
        }
    }

    private static decimal? ReadNumber(BinaryReader bytes) => bytes.ReadBoolean() ? bytes.ReadDecimal() : null;

    private static void WriteText(BinaryWriter bytes, Dictionary<string, int> texts, string text)
    {
        if (texts.TryGetValue(text, out var number))
        {
            bytes.Write7BitEncodedInt(number);
            return;
        }

        texts.Add(text, texts.Count + 1);
        bytes.Write7BitEncodedInt(0);
        bytes.Write(text);
    }

    private static string ReadText(BinaryReader bytes, List<string> texts)
    {
        var number = bytes.Read7BitEncodedInt();
        if (number == 0)
        {
            texts.Add(bytes.ReadString());
        }

        return number == 0 ? texts[^1] : texts[number - 1];
    }

    private static int DaysOf(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    private static LocalDate DateOf(int days) => new LocalDate(1970, 1, 1).PlusDays(days);

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
