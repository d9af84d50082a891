using System.Buffers;
using System.Text;
using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Inputs;

/// <summary>
/// What the journal keeps of an input beside its columns (id, instant, kind, metric, value): a small document, absent when empty.
/// </summary>
internal static class InputJson
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? scratch;

    public static string Kind(Input input) => input switch
    {
        MetricEvent => "event",
        Identify => "identify",
        CompleteAchievement => "complete",
        GrantFreezes => "freezes",
        BuyFreezes => "buyFreezes",
        RepairStreak => "repair",
        RestoreStreak => "restore",
        PauseStreak => "pause",
        RemovePause => "unpause",
        AdjustPoints => "adjust",
        SendPoints => "send",
        ReceivePoints => "receive",
        Prestige => "prestige",
        RetractEvent => "retract",
        GrantAchievement => "grant",
        RevokeAchievement => "revoke",
        KeepAchievement => "keep",
        GrantAmnesty => "amnesty",
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "This kind of input is not journaled."),
    };

    public static string? Body(Input input)
    {
        if (ReferenceEquals(input.Patch, UserPatch.Nothing) && input is MetricEvent { IdempotencyKey: null, Attributes.Count: 0 })
        {
            return null;
        }

        var (buffer, json) = scratch ??= NewScratch();
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        WriteKind(json, input);
        UserPatchJson.Write(json, input.Patch);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount == 2 ? null : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) NewScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer));
    }

    /// <summary>The input of a journal row.</summary>
    public static Input Read(JournalRow row)
    {
        using var document = row.Body is null ? null : JsonDocument.Parse(row.Body);
        var body = document?.RootElement ?? default;
        var patch = body.ValueKind == JsonValueKind.Undefined ? UserPatch.Nothing : UserPatchJson.Read(body);
        var input = Read(row, body);
        return ReferenceEquals(patch, input.Patch) ? input : input with { Patch = patch };
    }

    private static void WriteKind(Utf8JsonWriter json, Input input)
    {
        switch (input)
        {
            case MetricEvent metricEvent:
                if (metricEvent.IdempotencyKey is { } key)
                {
                    json.WriteString("key", key);
                }

                if (metricEvent.Attributes.Count > 0)
                {
                    AttributesJson.Write(json, "attributes", metricEvent.Attributes);
                }

                break;
            case CompleteAchievement complete:
                json.WriteString("achievement", complete.Achievement);
                break;
            case GrantFreezes grant:
                json.WriteString("streak", grant.Streak);
                json.WriteNumber("count", grant.Count);
                break;
            case BuyFreezes buy:
                json.WriteString("streak", buy.Streak);
                json.WriteNumber("count", buy.Count);
                break;
            case RepairStreak repair:
                json.WriteString("streak", repair.Streak);
                break;
            case RestoreStreak restore:
                json.WriteString("streak", restore.Streak);
                break;
            case PauseStreak pause:
                json.WriteDate("start", pause.StartOn);
                json.WriteDate("end", pause.EndOn);
                break;
            case RemovePause remove:
                json.WriteString("pause", remove.Pause.Value);
                break;
            default:
                WriteOfPoints(json, input);
                break;
        }
    }

    private static void WriteOfPoints(Utf8JsonWriter json, Input input)
    {
        switch (input)
        {
            case AdjustPoints adjust:
                WritePoints(json, adjust.System, adjust.Amount);
                json.WriteString("reason", adjust.Reason);
                json.WriteString("author", adjust.Author);
                break;
            case SendPoints send:
                WritePoints(json, send.System, send.Amount);
                json.WriteString("to", send.To);
                json.WriteString("transfer", send.Transfer);
                break;
            case ReceivePoints receive:
                WritePoints(json, receive.System, receive.Amount);
                json.WriteString("from", receive.From);
                json.WriteString("transfer", receive.Transfer);
                break;
            case Prestige prestige:
                json.WriteString("points", prestige.System);
                break;
            default:
                CorrectionJson.Write(json, input);
                break;
        }
    }

    private static void WritePoints(Utf8JsonWriter json, string system, long amount)
    {
        json.WriteString("points", system);
        json.WriteNumber("amount", amount);
    }

    private static Input Read(JournalRow row, JsonElement body)
    {
        var isEmpty = body.ValueKind == JsonValueKind.Undefined;
        return row.Kind switch
        {
            "event" => new MetricEvent(row.Id, row.User, row.At, row.Metric ?? "", row.Value)
            {
                IdempotencyKey = isEmpty ? null : body.FindText("key"),
                Attributes = !isEmpty && body.TryGetProperty("attributes", out var attributes) ? AttributesJson.Read(attributes) : AttributeSet.Empty,
            },
            "identify" => new Identify(row.Id, row.User, row.At),
            "complete" => new CompleteAchievement(row.Id, row.User, row.At, body.FindText("achievement") ?? ""),
            "freezes" => new GrantFreezes(row.Id, row.User, row.At, body.FindText("streak") ?? "", body.FindNumber("count")),
            "buyFreezes" => new BuyFreezes(row.Id, row.User, row.At, body.FindText("streak") ?? "", body.FindNumber("count")),
            "repair" => new RepairStreak(row.Id, row.User, row.At, body.FindText("streak") ?? ""),
            "restore" => new RestoreStreak(row.Id, row.User, row.At, body.FindText("streak") ?? ""),
            "pause" => new PauseStreak(row.Id, row.User, row.At, body.FindDate("start") ?? default, body.FindDate("end") ?? default),
            "unpause" => new RemovePause(row.Id, row.User, row.At, new InputId(body.GetProperty("pause").GetGuid())),
            "prestige" => new Prestige(row.Id, row.User, row.At, body.FindText("points") ?? ""),
            "adjust" => new AdjustPoints(row.Id, row.User, row.At, body.FindText("points") ?? "", body.GetProperty("amount").GetInt64())
            {
                Reason = body.FindText("reason") ?? "",
                Author = body.FindText("author") ?? "",
            },
            "send" => new SendPoints(row.Id, row.User, row.At, body.FindText("points") ?? "", body.GetProperty("amount").GetInt64())
            {
                To = body.FindText("to") ?? "",
                Transfer = body.GetProperty("transfer").GetGuid(),
            },
            "receive" => new ReceivePoints(row.Id, row.User, row.At, body.FindText("points") ?? "", body.GetProperty("amount").GetInt64())
            {
                From = body.FindText("from") ?? "",
                Transfer = body.GetProperty("transfer").GetGuid(),
            },
            "retract" or "grant" or "revoke" or "keep" or "amnesty" => CorrectionJson.Read(row, body),
            _ => throw new JsonException($"The journal has an input of the unknown kind '{row.Kind}'."),
        };
    }
}

/// <summary>A row of the journal.</summary>
internal readonly record struct JournalRow(InputId Id, string User, Instant At, string Kind, string? Metric, decimal Value, string? Body);
