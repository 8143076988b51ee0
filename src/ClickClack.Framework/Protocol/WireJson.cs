using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>
/// The JSON of the wire. Unknown members are ignored and absent ones keep their defaults: servers grow. What an answer is about must be
/// there, though: an envelope without it comes from something else than a ClickClack server.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireEvent))]
[JsonSerializable(typeof(EventsPage))]
[JsonSerializable(typeof(UserEnvelope))]
[JsonSerializable(typeof(WorkspacesEnvelope))]
[JsonSerializable(typeof(ChannelsEnvelope))]
[JsonSerializable(typeof(MembersEnvelope))]
[JsonSerializable(typeof(MessageEnvelope))]
[JsonSerializable(typeof(MessagesEnvelope))]
[JsonSerializable(typeof(ConversationEnvelope))]
[JsonSerializable(typeof(ConversationsEnvelope))]
[JsonSerializable(typeof(CreateMessageRequest))]
[JsonSerializable(typeof(OpenConversationRequest))]
[JsonSerializable(typeof(ErrorEnvelope))]
internal sealed partial class WireJson : JsonSerializerContext;
