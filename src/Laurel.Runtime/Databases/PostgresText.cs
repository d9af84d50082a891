using System.Text.RegularExpressions;
using Npgsql;

namespace Laurel.Runtime.Databases;

/// <summary>How a PostgreSQL database is named: by a URL, or by <c>Host=…;Database=…</c>.</summary>
internal static partial class PostgresText
{
    private const string Advice = "write postgres://user:password@host:5432/name, or Host=…;Database=…;Username=…";

    public static bool IsOne(string text) => IsUrl(text) || Pairs().IsMatch(text);

    /// <summary>Throws <see cref="DatabaseException"/> "bad_connection_string" when the text names no database.</summary>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var parsed = IsUrl(text) ? OfUrl(text) : new NpgsqlConnectionStringBuilder(text);
            return parsed is { Host.Length: > 0, Database.Length: > 0 }
                ? parsed
                : throw new DatabaseException("bad_connection_string", $"The connection string names no {(parsed.Host is { Length: > 0 } ? "database" : "host")}; {Advice}.");
        }
        catch (Exception error) when (error is ArgumentException or FormatException or UriFormatException or InvalidCastException)
        {
            // The text itself stays out of the message: it may hold a password.
            throw new DatabaseException("bad_connection_string", $"The connection string cannot be read ({error.Message.TrimEnd('.')}); {Advice}.", error);
        }
    }

    public static string NameOf(NpgsqlConnectionStringBuilder parsed) => $"PostgreSQL {parsed.Host}:{parsed.Port}/{parsed.Database}";

    private static bool IsUrl(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfUrl(string text)
    {
        var url = new Uri(text);
        var parsed = new NpgsqlConnectionStringBuilder { Host = url.Host, Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')) };
        if (url.Port > 0)
        {
            parsed.Port = url.Port;
        }

        var user = url.UserInfo.Split(':', 2);
        parsed.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        parsed.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var first, var second] ? (first, second) : (pair, "");
            parsed[NameOf(Uri.UnescapeDataString(name))] = Uri.UnescapeDataString(value);
        }

        return parsed;
    }

    // The names that such URLs use, where the library has another.
    private static string NameOf(string parameter) => parameter switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "options" => "Options",
        "user" => "Username",
        "dbname" => "Database",
        _ => parameter,
    };

    [GeneratedRegex(@"(^|;)\s*(Host|Server)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Pairs();
}
