using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>
/// Reads an event leniently: what is missing or of another kind than expected counts as absent. One odd event in the log must not keep
/// a bot from everything that follows it.
/// </summary>
internal sealed class WireEventConverter : JsonConverter<WireEvent>
{
    public override bool HandleNull => true;

    public override WireEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement json = JsonElement.ParseValue(ref reader);
        return json.ValueKind != JsonValueKind.Object ? new WireEvent() : new WireEvent
        {
            Id = Text(json, "id") ?? "",
            Cursor = Text(json, "cursor") ?? "",
            Type = Text(json, "type") ?? "",
            WorkspaceId = Text(json, "workspace_id") ?? "",
            ChannelId = Text(json, "channel_id"),
            Seq = json.TryGetProperty("seq", out JsonElement seq) && seq.ValueKind == JsonValueKind.Number && seq.TryGetInt64(out long number) ? number : null,
            CreatedAt = json.TryGetProperty("created_at", out JsonElement at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out DateTimeOffset time)
                ? time
                : default,
            MentionedUserIds = json.TryGetProperty("mentioned_user_ids", out JsonElement mentions) && mentions.ValueKind == JsonValueKind.Array
                ? mentions.EnumerateArray().Where(user => user.ValueKind == JsonValueKind.String).Select(user => user.GetString()!).ToArray()
                : null,
            Payload = json.TryGetProperty("payload", out JsonElement payload) ? payload : default,
        };
    }

    public override void Write(Utf8JsonWriter writer, WireEvent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", value.Id);
        writer.WriteString("cursor", value.Cursor);
        writer.WriteString("type", value.Type);
        writer.WriteString("workspace_id", value.WorkspaceId);
        if (value.ChannelId is not null)
        {
            writer.WriteString("channel_id", value.ChannelId);
        }

        if (value.Seq is { } seq)
        {
            writer.WriteNumber("seq", seq);
        }

        writer.WriteString("created_at", value.CreatedAt);
        if (value.MentionedUserIds is { } mentions)
        {
            writer.WriteStartArray("mentioned_user_ids");
            foreach (string user in mentions)
            {
                writer.WriteStringValue(user);
            }

            writer.WriteEndArray();
        }

        if (value.Payload.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("payload");
            value.Payload.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
