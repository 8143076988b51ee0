using System.Text.Json;
using System.Text.Json.Serialization;
using ClickClack.Local.Endpoints;
using ClickClack.Local.Faults;
using ClickClack.Local.Http;
using ClickClack.Local.Playground;

namespace ClickClack.Local.Wire;

/// <summary>Everything that is read from or written to the wire as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(EventTypesAnswer))]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(EphemeralRequest))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(WorkspaceRequest))]
[JsonSerializable(typeof(WorkspaceAnswer))]
[JsonSerializable(typeof(WorkspaceChanged))]
[JsonSerializable(typeof(WorkspacesAnswer))]
[JsonSerializable(typeof(MembersAnswer))]
[JsonSerializable(typeof(ChannelRequest))]
[JsonSerializable(typeof(ChannelsAnswer))]
[JsonSerializable(typeof(ChannelChanged))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(EditRequest))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(MessageChanged))]
[JsonSerializable(typeof(MessagesAnswer))]
[JsonSerializable(typeof(ThreadAnswer))]
[JsonSerializable(typeof(ReplyAnswer))]
[JsonSerializable(typeof(ConversationRequest))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(ConversationsAnswer))]
[JsonSerializable(typeof(OkAnswer))]
[JsonSerializable(typeof(ReactionRequest))]
[JsonSerializable(typeof(ReactionAnswer))]
[JsonSerializable(typeof(PinRequest))]
[JsonSerializable(typeof(PinAnswer))]
[JsonSerializable(typeof(PinsAnswer))]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(ReceiptAnswer))]
[JsonSerializable(typeof(CommandsRequest))]
[JsonSerializable(typeof(OwnCommandsAnswer))]
[JsonSerializable(typeof(CommandsAnswer))]
[JsonSerializable(typeof(BotRequest))]
[JsonSerializable(typeof(BotTokenRequest))]
[JsonSerializable(typeof(BotAnswer))]
[JsonSerializable(typeof(BotsAnswer))]
[JsonSerializable(typeof(BotTokenAnswer))]
[JsonSerializable(typeof(BotTokensAnswer))]
[JsonSerializable(typeof(DeletedBotAnswer))]
[JsonSerializable(typeof(HookRequest))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultAnswer))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionAnswer))]
internal sealed partial class WireJson : JsonSerializerContext;
