using System.Globalization;

namespace Laurel.Bench.Processes;

/// <summary>A PostgreSQL of its own in a folder, durable as it is by default. The administrator may not run one, so it then runs as the user postgres.</summary>
internal sealed class PrivateCluster : IDisposable
{
    /// <summary>What a part says instead of figures where <see cref="IsAvailable"/> is false.</summary>
    public const string Missing = "PostgreSQL is not installed.";

    private readonly Child server;

    private PrivateCluster(Child server, int port, string version) => (this.server, Port, Version) = (server, port, version);

    public int Port { get; }

    public string Version { get; }

    public static async Task<PrivateCluster> Start(string folder)
    {
        var cluster = Path.Combine(folder, "cluster");
        if (Environment.IsPrivilegedProcess)
        {
            await Child.Output("chown", "postgres", folder);
        }

        await Output("initdb", "-D", cluster, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale");
        var version = (await Output("postgres", "--version")).Trim();
        var port = FreePort.Find();
        // With TERM it would wait until its clients are gone.
        var server = Child.StartStoppedBy("INT", "env", AsPostgres("postgres",
        [
            "-D", cluster, "-p", $"{port}", "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=400",
            "-c", "shared_buffers=1GB", "-c", "max_wal_size=8GB", "-c", "log_min_messages=fatal",
        ]));
        await Child.Ready("PostgreSQL", server, () => IsReady(port));
        return new(server, port, version);
    }

    /// <summary>Whether PostgreSQL is installed.</summary>
    public static bool IsAvailable => File.Exists(FileOf("initdb")) || Child.Exists("initdb");

    /// <summary>Makes an empty database; how Laurel names it.</summary>
    public async Task<string> NewDatabase(string name)
    {
        await Output("createdb", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", name);
        return $"postgres://postgres@127.0.0.1:{Port}/{name}";
    }

    /// <summary>Bytes of a database on disk.</summary>
    public async Task<long> BytesOf(string name) => long.Parse(
        await Output("psql", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-A", "-t", "-c", $"select pg_database_size('{name}')"), CultureInfo.InvariantCulture);

    /// <summary>Runs a file of SQL; <paramref name="variables"/> are psql's.</summary>
    public Task<string> Run(string file, params IEnumerable<string> variables) => Output(
        "psql", ["-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", .. variables.SelectMany(variable => new[] { "-v", variable }), "-f", file]);

    /// <summary>Transactions per second of pgbench.</summary>
    public async Task<double> Bench(string file, int clients, int seconds, params IEnumerable<string> variables)
    {
        var output = await Output("pgbench",
        [
            "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-n", "-M", "prepared", "-f", file, "-c", $"{clients}", "-T", $"{seconds}",
            .. variables.SelectMany(variable => new[] { "-D", variable }), "postgres",
        ]);
        var line = output.Split('\n').Single(line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    /// <summary>Stops it without waiting for its clients.</summary>
    public void Dispose() => server.Dispose();

    private static async Task<bool> IsReady(int port)
    {
        try
        {
            await Output("pg_isready", "-q", "-h", "127.0.0.1", "-p", $"{port}");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Task<string> Output(string program, params IEnumerable<string> arguments) => Child.Output("env", AsPostgres(program, arguments));

    // Each of these becomes the next, so that the process that was started is PostgreSQL itself and gets the signal to stop. runuser would keep it to itself.
    private static IEnumerable<string> AsPostgres(string program, IEnumerable<string> arguments) => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", FileOf(program), .. arguments]
        : [FileOf(program), .. arguments];

    // Debian keeps the programs of each version in a folder of their own.
    private static string FileOf(string program)
    {
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;
    }
}
