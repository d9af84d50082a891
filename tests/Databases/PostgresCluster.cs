using System.Diagnostics;

namespace Laurel.Tests.Databases;

/// <summary>
/// A private PostgreSQL in a temporary folder, with every commit synced, reachable by a socket in that folder alone. It ends with
/// the process that started it, however that ends: then the pipe closes that it listens to.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    // $1: where PostgreSQL's programs are. Lines on standard input: restart, or end (as does the end of the input).
    private const string Script = """
        set -eu
        folder="$(mktemp -d /tmp/laurel-pg-XXXXXX)"
        "$1/initdb" -D "$folder/data" -U laurel --auth=trust --encoding=UTF8 --locale=C --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
        start() {
          "$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=300 -c shared_buffers=128MB \
            -c max_wal_size=2GB -c log_min_messages=fatal </dev/null >>"$folder/log" 2>&1 &
          pid=$!
          until "$1/pg_isready" -q -h "$folder"; do
            kill -0 $pid 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
            sleep 0.05
          done
          echo "$folder"
        }
        stop() { kill "-$1" $pid 2>/dev/null && wait $pid 2>/dev/null || true; }
        start "$1"
        while read -r line; do
          case "$line" in
            crash) stop QUIT; start "$1" ;;
            restart) stop INT; start "$1" ;;
            *) break ;;
          esac
        done
        stop QUIT
        rm -rf -- "$folder"
        """;

    private readonly Process process;
    private int databasesCount;

    private PostgresCluster(Process process, string folder) => (this.process, Folder) = (process, folder);

    /// <summary>Where its socket is: the host of its connection strings.</summary>
    public string Folder { get; }

    /// <summary>Why there is none on this machine; null when one can be started.</summary>
    public static string? Missing => FindPrograms() is null ? "PostgreSQL 15 or newer is not installed (on Debian: apt-get install postgresql)." : null;

    public static PostgresCluster Start()
    {
        var programs = FindPrograms() ?? throw new InvalidOperationException(Missing);
        var start = new ProcessStartInfo { FileName = "sh", RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root.
            start.FileName = "runuser";
            foreach (var argument in new[] { "-u", "postgres", "--", "sh" })
            {
                start.ArgumentList.Add(argument);
            }
        }

        foreach (var argument in new[] { "-c", Script, "cluster", programs })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("sh cannot be started.");
        return new(process, ReadFolder(process));
    }

    /// <summary>Makes an empty database; how it is named for programs.</summary>
    public string NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databasesCount)}";
        using var admin = new Npgsql.NpgsqlConnection(NameOf("postgres"));
        admin.Open();
        using var command = admin.CreateCommand();
        command.CommandText = $"create database {name}";
        command.ExecuteNonQuery();
        return NameOf(name);
    }

    /// <summary>Stops it and starts it again on the same data, as an operator does.</summary>
    public void Restart() => Tell("restart");

    /// <summary>The same without a word of warning to anybody.</summary>
    public void Crash() => Tell("crash");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string NameOf(string database) => $"Host={Folder};Username=laurel;Database={database}";

    private void Tell(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        ReadFolder(process);
    }

    private static string ReadFolder(Process process) =>
        process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PostgreSQL did not start; its log stands above.");

    private static string? FindPrograms()
    {
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => $"{folder}/bin")
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(folder => File.Exists($"{folder}/initdb"));
    }
}
