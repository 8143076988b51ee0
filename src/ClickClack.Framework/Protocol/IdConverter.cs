using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>Reads and writes a typed id as the plain text it is on the wire; null counts as absent.</summary>
internal abstract class IdConverter<T>(Func<string, T> make, Func<T, string?> text, bool recurs = false) : JsonConverter<T>
    where T : struct
{
    private readonly RecentTexts? recent = recurs ? new RecentTexts() : null;

    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        make(recent is not null && reader.TokenType == JsonTokenType.String ? recent.Read(ref reader) : reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value) ?? "");
}

internal sealed class WorkspaceIdConverter() : IdConverter<WorkspaceId>(static text => new WorkspaceId(text), static id => id.Value, recurs: true);

internal sealed class ChannelIdConverter() : IdConverter<ChannelId>(static text => new ChannelId(text), static id => id.Value, recurs: true);

internal sealed class UserIdConverter() : IdConverter<UserId>(static text => new UserId(text), static id => id.Value, recurs: true);

internal sealed class MessageIdConverter() : IdConverter<MessageId>(static text => new MessageId(text), static id => id.Value);

internal sealed class DirectConversationIdConverter() : IdConverter<DirectConversationId>(static text => new DirectConversationId(text), static id => id.Value, recurs: true);

internal sealed class UploadIdConverter() : IdConverter<UploadId>(static text => new UploadId(text), static id => id.Value);

internal sealed class TopicIdConverter() : IdConverter<TopicId>(static text => new TopicId(text), static id => id.Value);

internal sealed class PinIdConverter() : IdConverter<PinId>(static text => new PinId(text), static id => id.Value);

internal sealed class BotCommandIdConverter() : IdConverter<BotCommandId>(static text => new BotCommandId(text), static id => id.Value);

internal sealed class EventCursorConverter() : IdConverter<EventCursor>(static text => new EventCursor(text), static cursor => cursor.Value);
