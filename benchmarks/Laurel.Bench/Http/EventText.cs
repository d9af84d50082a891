using System.Globalization;
using Laurel.Bench.Processes;

namespace Laurel.Bench.Http;

/// <summary>Users and events as wrk's script makes them, for what wrk cannot do.</summary>
internal static class EventText
{
    private static readonly string[] Zones =
        ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "America/Sao_Paulo", "Asia/Kolkata", "Europe/London", "Australia/Sydney"];

    public static string Body(int user) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"user":{"id":"user-{{{user}}}","tz":"{{{ZoneOf(user)}}}","attributes":{"school":"school-{{{user % 50}}}"}},"value":1,"attributes":{"difficulty":"easy"}}""");

    /// <summary>A whole request for one lesson of a user.</summary>
    public static string Request(int user) => Request("lessons-completed", Body(user));

    /// <summary>A whole request for an event of a metric.</summary>
    public static string Request(string metric, string body) =>
        $"POST /v1/metrics/{metric}/event HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: {LaurelServer.AdminKey}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Two files: the users, and one event of each from yesterday, so that all of them are known.</summary>
    public static (string Users, string Events) Write(string folder, int count)
    {
        var (users, events) = (Path.Combine(folder, "users.csv"), Path.Combine(folder, "events.csv"));
        using var userRows = new StreamWriter(users);
        using var eventRows = new StreamWriter(events);
        userRows.WriteLine("user,tz,attr.school");
        eventRows.WriteLine("user,metric,ts_utc,value");
        var yesterday = DateTime.UtcNow.AddDays(-1);
        for (var user = 1; user <= count; user++)
        {
            userRows.WriteLine(string.Create(CultureInfo.InvariantCulture, $"user-{user},{ZoneOf(user)},school-{user % 50}"));
            eventRows.WriteLine(string.Create(CultureInfo.InvariantCulture, $"user-{user},lessons-completed,{yesterday.AddMilliseconds(user):yyyy-MM-ddTHH:mm:ss.fffZ},1"));
        }

        return (users, events);
    }

    private static string ZoneOf(int user) => Zones[user % Zones.Length];
}
