using Laurel.Runtime.Databases;
using Xunit;

namespace Laurel.Tests.Databases;

/// <summary>
/// A database for one test. Every test that uses this runs on SQLite, and again on PostgreSQL when LAUREL_TEST_DATABASE says
/// postgres: <c>./test</c> does both.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    // Ends with the process.
    private static readonly Lazy<PostgresCluster> Shared = new(PostgresCluster.Start);

    private readonly string folder = Directory.CreateTempSubdirectory("laurel-test-").FullName;

    public TestDatabase() => Text = IsPostgres ? Cluster.NewDatabase() : Database.SqliteScheme + Path.Combine(folder, "laurel.db");

    public static bool IsPostgres => Environment.GetEnvironmentVariable("LAUREL_TEST_DATABASE") == "postgres";

    /// <summary>The PostgreSQL that the tests of this process share. Where there is none, the running test is skipped.</summary>
    public static PostgresCluster Cluster
    {
        get
        {
            Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
            return Shared.Value;
        }
    }

    /// <summary>How it is named for programs.</summary>
    public string Text { get; }

    /// <summary>Its file; the running test is skipped where it has none.</summary>
    public string File
    {
        get
        {
            Assert.SkipWhen(IsPostgres, "This is about the file of SQLite.");
            return Text[Database.SqliteScheme.Length..];
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
