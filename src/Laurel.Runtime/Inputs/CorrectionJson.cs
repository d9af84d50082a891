using System.Text.Json;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Inputs;

/// <summary>What the journal keeps of inputs that correct others.</summary>
internal static class CorrectionJson
{
    public static void Write(Utf8JsonWriter json, Input input)
    {
        switch (input)
        {
            case RetractEvent retraction:
                json.WriteString("event", retraction.Event.Value);
                Write(json, retraction.Reason, retraction.Author);
                break;
            case GrantAchievement grant:
                json.WriteString("achievement", grant.Achievement);
                Write(json, grant.Reason, grant.Author);
                break;
            case RevokeAchievement revocation:
                json.WriteString("achievement", revocation.Achievement);
                Write(json, revocation.Reason, revocation.Author);
                break;
            case GrantAmnesty amnesty:
                json.WriteDate("start", amnesty.StartOn);
                json.WriteDate("end", amnesty.EndOn);
                Write(json, amnesty.Reason, amnesty.Author);
                break;
            case KeepAchievement keep:
                json.WriteString("achievement", keep.Achievement);
                json.WriteString("fact", keep.Fact.ToHex());
                json.WriteNumber("count", keep.Count);
                json.WriteBoolean("backdated", keep.Backdated);
                break;
        }
    }

    /// <summary>The correction of a journal row.</summary>
    public static Input Read(JournalRow row, JsonElement body) => row.Kind switch
    {
        "retract" => new RetractEvent(row.Id, row.User, row.At, new InputId(body.GetProperty("event").GetGuid())) { Reason = Reason(body), Author = Author(body) },
        "grant" => new GrantAchievement(row.Id, row.User, row.At, Achievement(body)) { Reason = Reason(body), Author = Author(body) },
        "revoke" => new RevokeAchievement(row.Id, row.User, row.At, Achievement(body)) { Reason = Reason(body), Author = Author(body) },
        "amnesty" => new GrantAmnesty(row.Id, row.User, row.At, body.FindDate("start") ?? default, body.FindDate("end") ?? default) { Reason = Reason(body), Author = Author(body) },
        _ => new KeepAchievement(row.Id, row.User, row.At, Achievement(body), FactId.OfHex(body.FindText("fact") ?? ""), body.FindNumber("count"))
        {
            Backdated = body.GetProperty("backdated").GetBoolean(),
        },
    };

    private static void Write(Utf8JsonWriter json, string reason, string author)
    {
        json.WriteString("reason", reason);
        json.WriteString("author", author);
    }

    private static string Reason(JsonElement body) => body.FindText("reason") ?? "";

    private static string Author(JsonElement body) => body.FindText("author") ?? "";

    private static string Achievement(JsonElement body) => body.FindText("achievement") ?? "";
}
