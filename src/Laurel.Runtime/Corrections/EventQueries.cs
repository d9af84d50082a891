using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Corrections;

/// <summary>Finds events whose user nobody names.</summary>
public static class EventQueries
{
    /// <summary>
    /// The users of events; unknown ids are absent. Nothing leads from an id to its user but the journal itself, all of which is read once.
    /// </summary>
    /// <param name="events">At most 1,000.</param>
    public static IReadOnlyDictionary<InputId, string> UsersOf(Database database, Space space, IReadOnlyCollection<InputId> events)
    {
        var names = string.Join(", ", Enumerable.Range(0, events.Count).Select(i => $"@event{i}"));
        (string, object?)[] parameters = [("space", space.Id), .. events.Select((id, i) => ($"event{i}", (object?)id.Value.ToByteArray(bigEndian: true)))];
        using var connection = database.Connect();
        return connection.Select(
            $"select input_id, user_id from journal where space_id = @space and kind = 'event' and input_id in ({names})",
            row => (Id: new InputId(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true)), User: row.GetString(1)),
            parameters).ToDictionary(pair => pair.Id, pair => pair.User);
    }
}
