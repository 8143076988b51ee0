using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>The types of the wire. They are read and written through <see cref="WireFormat"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(WorkspaceIdConverter), typeof(ChannelIdConverter), typeof(UserIdConverter), typeof(MessageIdConverter),
        typeof(DirectConversationIdConverter), typeof(UploadIdConverter), typeof(TopicIdConverter), typeof(PinIdConverter),
        typeof(BotCommandIdConverter), typeof(EventCursorConverter), typeof(NumberConverter), typeof(SmallNumberConverter), typeof(FlagConverter), typeof(TimeConverter),
    ])]
[JsonSerializable(typeof(WireEvent))]
[JsonSerializable(typeof(EventsPage))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(ThreadPage))]
[JsonSerializable(typeof(SetupClaim))]
[JsonSerializable(typeof(UserEnvelope))]
[JsonSerializable(typeof(WorkspacesEnvelope))]
[JsonSerializable(typeof(BriefWorkspacesEnvelope))]
[JsonSerializable(typeof(BriefChannelsEnvelope))]
[JsonSerializable(typeof(BriefConversationsEnvelope))]
[JsonSerializable(typeof(WorkspaceEnvelope))]
[JsonSerializable(typeof(MembersEnvelope))]
[JsonSerializable(typeof(EventTypesEnvelope))]
[JsonSerializable(typeof(RouteEnvelope))]
[JsonSerializable(typeof(ChannelsEnvelope))]
[JsonSerializable(typeof(ChannelEnvelope))]
[JsonSerializable(typeof(PreferenceEnvelope))]
[JsonSerializable(typeof(TopicsEnvelope))]
[JsonSerializable(typeof(TopicEnvelope))]
[JsonSerializable(typeof(MessageEnvelope))]
[JsonSerializable(typeof(MessagesEnvelope))]
[JsonSerializable(typeof(PinEnvelope))]
[JsonSerializable(typeof(ReactionsEnvelope))]
[JsonSerializable(typeof(ConversationEnvelope))]
[JsonSerializable(typeof(ConversationsEnvelope))]
[JsonSerializable(typeof(UploadEnvelope))]
[JsonSerializable(typeof(ReceiptEnvelope))]
[JsonSerializable(typeof(SearchEnvelope))]
[JsonSerializable(typeof(BotCommandsEnvelope))]
[JsonSerializable(typeof(EventEnvelope))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(CreateMessageRequest))]
[JsonSerializable(typeof(EditMessageRequest))]
[JsonSerializable(typeof(OpenConversationRequest))]
[JsonSerializable(typeof(ChannelSettings))]
[JsonSerializable(typeof(PreferenceRequest))]
[JsonSerializable(typeof(TopicRequest))]
[JsonSerializable(typeof(PinRequest))]
[JsonSerializable(typeof(ReactionRequest))]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(AttachRequest))]
[JsonSerializable(typeof(MenuRequest))]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(EphemeralRequest))]
[JsonSerializable(typeof(ProgressFrame))]
internal sealed partial class WireJson : JsonSerializerContext;
