using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClickClack.Protocol;

/// <summary>
/// The types of the wire that every bot meets again and again, read and written by hand. Through metadata the runtime compiles some fifty
/// methods for each type of value that any of their members has, nine hundred in all, and the first answer waits for them.
/// </summary>
internal sealed class FrequentTypes : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        return type == typeof(WireEvent) ? Of(new WireEventConverter())
            : type == typeof(EventsPage) ? Read(PageReading.ReadEvents)
            : type == typeof(MessagePage) ? Read(PageReading.ReadMessages)
            : type == typeof(MessageEnvelope) ? Read(MessageReading.ReadEnvelope)
            : type == typeof(ChannelsEnvelope) ? Read(ChannelReading.ReadEnvelope)
            : type == typeof(UserEnvelope) ? Read(UserReading.ReadEnvelope)
            : type == typeof(BriefWorkspacesEnvelope) ? Read(BriefReading.ReadWorkspaces)
            : type == typeof(BriefChannelsEnvelope) ? Read(BriefReading.ReadChannels)
            : type == typeof(BriefConversationsEnvelope) ? Read(BriefReading.ReadConversations)
            : type == typeof(Acknowledgement) ? Read(AcknowledgementReading.Read)
            : type == typeof(ErrorEnvelope) ? Read(ErrorReading.Read)
            : type == typeof(CreateMessageRequest) ? Of(new FrequentConverter<CreateMessageRequest>(null, RequestWriting.Write))
            : null;

        JsonTypeInfo Read<T>(ReadJson<T> read)
            where T : class => Of(new FrequentConverter<T>(read));

        JsonTypeInfo Of<T>(JsonConverter<T> converter)
            where T : class => JsonMetadataServices.CreateValueInfo<T>(options, converter);
    }
}
