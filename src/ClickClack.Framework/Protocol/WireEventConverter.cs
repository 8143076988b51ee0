using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>
/// Reads an event leniently: what is missing or of another kind than expected counts as absent. One odd event in the log must not keep
/// a bot from everything that follows it.
/// </summary>
internal sealed class WireEventConverter : JsonConverter<WireEvent>
{
    private static readonly string[] CommonTypes =
    [
        EventTypes.MessageCreated, EventTypes.ThreadReplyCreated, EventTypes.ThreadStateUpdated, EventTypes.MessageUpdated,
        EventTypes.ReactionAdded, EventTypes.TypingStarted, EventTypes.TypingStopped, EventTypes.AgentProgress, EventTypes.MessageDeleted,
        EventTypes.ReactionRemoved,
    ];

    private readonly RecentTexts recent = new();

    public override bool HandleNull => true;

    // Values are skipped by TrySkip, which works while more of a page is still to come: what belongs to this event is there.
    public override WireEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, WireEvent value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Reads the event that the reader is at.</summary>
    public WireEvent Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.TrySkip();
            return new WireEvent();
        }

        string id = "", cursor = "", type = "", workspace = "";
        string? channel = null;
        long? seq = null;
        DateTimeOffset createdAt = default;
        string[]? mentions = null;
        EventPayload details = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("cursor"u8))
            {
                cursor = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                type = TypeName(ref reader);
            }
            else if (reader.ValueTextEquals("workspace_id"u8))
            {
                workspace = Text(ref reader, recent) ?? "";
            }
            else if (reader.ValueTextEquals("channel_id"u8))
            {
                channel = Text(ref reader, recent);
            }
            else if (reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                seq = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) ? number : null;
                reader.TrySkip();
            }
            else if (reader.ValueTextEquals("created_at"u8))
            {
                reader.Read();
                createdAt = reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out DateTimeOffset time) ? time : default;
                reader.TrySkip();
            }
            else if (reader.ValueTextEquals("mentioned_user_ids"u8))
            {
                mentions = Texts(ref reader);
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                details = EventPayload.Read(ref reader, recent);
            }
            else
            {
                reader.Read();
                reader.TrySkip();
            }
        }

        return new WireEvent
        {
            Id = new ServerEventId(id),
            Cursor = new EventCursor(cursor),
            Type = type,
            WorkspaceId = workspace,
            ChannelId = channel,
            Seq = seq,
            CreatedAt = createdAt,
            MentionedUserIds = mentions,
            Details = details,
        };
    }

    /// <summary>Writes an event as a value.</summary>
    public static void Write(Utf8JsonWriter writer, WireEvent value)
    {
        writer.WriteStartObject();
        writer.WriteString("id", value.Id.Value);
        writer.WriteString("cursor", value.Cursor.Value);
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

        writer.WritePropertyName("payload");
        value.Details.WriteTo(writer);

        writer.WriteEndObject();
    }

    /// <summary>The text that follows; null for anything else.</summary>
    private static string? Text(ref Utf8JsonReader reader, RecentTexts? recent = null)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return TextHere(ref reader, recent);
        }

        reader.TrySkip();
        return null;
    }

    private static string? TextHere(ref Utf8JsonReader reader, RecentTexts? recent = null)
    {
        try
        {
            return recent is null ? reader.GetString() : recent.Read(ref reader);
        }
        catch (InvalidOperationException)
        {
            // Half a character: JSON that can be parsed, but is no text.
            return null;
        }
    }

    private static string[]? Texts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.TrySkip();
            return null;
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && TextHere(ref reader) is { } text)
            {
                texts.Add(text);
            }
            else
            {
                reader.TrySkip();
            }
        }

        return [.. texts];
    }

    /// <summary>The type that follows; one string for each that is common, however many events there are.</summary>
    private static string TypeName(ref Utf8JsonReader reader)
    {
        Utf8JsonReader ahead = reader;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.String)
        {
            foreach (string common in CommonTypes)
            {
                if (ahead.ValueTextEquals(common))
                {
                    reader = ahead;
                    return common;
                }
            }
        }

        return Text(ref reader) ?? "";
    }
}
