using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Streaks;

/// <summary>Finds pauses by their ids alone.</summary>
public static class PauseQueries
{
    /// <summary>The user whose pause this was when it was made; null when there never was such a pause.</summary>
    public static string? UserOf(Database database, Space space, InputId pause)
    {
        using var connection = database.Connect();
        return connection.Select(
            "select user_id from journal where space_id = @space and input_id = @pause and kind = 'pause'",
            row => row.GetString(0),
            ("space", space.Id), ("pause", pause.Value.ToByteArray(bigEndian: true))) is [var user, ..] ? user : null;
    }
}
