using System.Data.Common;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Advisory locks that all nodes share. They are taken in the order of this list, so that they never wait for each other in a circle.
/// </summary>
internal static class PostgresLocks
{
    private const int Laurel = 0x4C41;

    /// <summary>Held while the schema is brought up to date.</summary>
    public static readonly long Schema = KeyOf(1, 0);

    /// <summary>Shared by every batch until it is committed; held alone by what no batch may overlap.</summary>
    public static long Batches(int space) => KeyOf(2, space);

    /// <summary>Held from the choice of a change's position to its commit, so that positions are in the order of commits.</summary>
    public static readonly long Changes = KeyOf(3, 0);

    /// <summary>Waits for every batch on its way, keeps others waiting, and tells the later ones to look again.</summary>
    public static void TakeAlone(DbConnection connection, int space)
    {
        connection.Execute("select pg_advisory_xact_lock(@key)", ("key", Batches(space)));
        connection.Execute("update spaces set epoch = epoch + 1 where space_id = @space", ("space", space));
    }

    private static long KeyOf(int kind, int space) => ((long)((Laurel << 8) | kind) << 32) | (uint)space;
}
