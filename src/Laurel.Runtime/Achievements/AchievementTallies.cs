using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Users;
using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Achievements;

/// <summary>How many users there are and how many completed each achievement, kept up with every commit. Thread-safe.</summary>
public sealed class AchievementTallies
{
    private readonly Lock gate = new();
    private readonly Dictionary<(int Space, string Achievement), int> completions = [];
    private readonly Dictionary<int, int> users = [];

    /// <summary>Completions of an achievement.</summary>
    public int Completions(int space, string achievement)
    {
        lock (gate)
        {
            return completions.GetValueOrDefault((space, achievement));
        }
    }

    /// <summary>Share of all users who completed it, in percent from 0 to 100; 0 without users.</summary>
    public double Rarity(int space, string achievement)
    {
        lock (gate)
        {
            var all = users.GetValueOrDefault(space);
            return all == 0 ? 0 : 100.0 * completions.GetValueOrDefault((space, achievement)) / all;
        }
    }

    internal void Apply(int space, Fact fact)
    {
        if (fact is not (AchievementCompleted or UserCreated))
        {
            return;
        }

        lock (gate)
        {
            if (fact is AchievementCompleted completed)
            {
                completions[(space, completed.Achievement)] = completions.GetValueOrDefault((space, completed.Achievement)) + 1;
            }
            else
            {
                users[space] = users.GetValueOrDefault(space) + 1;
            }
        }
    }

    internal void Load(SqliteDatabase database, int space)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """
            select '', count(*) from users where space_id = $space
            union all
            select achievement, count(*) from achievement_completions where space_id = $space group by achievement
            """;
        command.Parameters.AddWithValue("$space", space);
        using var reader = command.ExecuteReader();
        lock (gate)
        {
            while (reader.Read())
            {
                if (reader.GetString(0).Length == 0)
                {
                    users[space] = reader.GetInt32(1);
                }
                else
                {
                    completions[(space, reader.GetString(0))] = reader.GetInt32(1);
                }
            }
        }
    }
}
