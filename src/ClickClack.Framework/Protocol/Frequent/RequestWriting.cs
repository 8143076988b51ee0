using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Writes <see cref="CreateMessageRequest"/>. What is null is left out.</summary>
internal static class RequestWriting
{
    public static void Write(Utf8JsonWriter writer, CreateMessageRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("body"u8, request.Body);
        writer.WriteString("nonce"u8, request.Nonce);
        Write(writer, "quoted_message_id"u8, request.QuotedMessageId?.ToString());
        Write(writer, "topic_id"u8, request.TopicId?.ToString());
        Write(writer, "kind"u8, request.Kind);
        Write(writer, "turn_id"u8, request.TurnId);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
