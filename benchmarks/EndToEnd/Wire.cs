using System.Text.Json.Serialization;
using ClickClack.EndToEnd.Bots;

namespace ClickClack.EndToEnd;

// As much of the wire as the loop by hand and the driver need.

internal sealed record Event(string Cursor, string Type, string? ChannelId, long? Seq, EventPayload? Payload);

internal sealed record EventPayload(string? MessageId, string? AuthorId);

internal sealed record EventPage(Event[] Events, string? TailCursor);

internal sealed record ChatMessage(
    string Id, string? ChannelId, string AuthorId, long? ChannelSeq, string Body, string? QuotedMessageId, ChatUser? Author);

internal sealed record ChatUser(string Id, string Kind);

internal sealed record MessageAnswer(ChatMessage Message);

internal sealed record MessagePage(ChatMessage[] Messages);

internal sealed record UserAnswer(ChatUser User);

internal sealed record NewMessage(string Body, string? Nonce, string? QuotedMessageId);

internal sealed record NewBot(string DisplayName, string Handle, string[] Scopes);

internal sealed record NewBotAnswer(ChatUser Bot, NewBotToken BotToken);

internal sealed record NewBotToken(string Token);

internal sealed record NewChannel(string Name);

internal sealed record ChannelAnswer(ChatChannel Channel);

internal sealed record ChatChannel(string Id);

internal sealed record Fault([property: JsonPropertyName("fault")] string Name);

internal sealed record WorkspaceList(ServerWorkspace[] Workspaces);

internal sealed record MagicLink(string Token);

/// <summary>What a server started with a state file writes to it.</summary>
internal sealed record ServerState(ServerWorkspace Workspace, ServerUser[] Users);

internal sealed record ServerWorkspace(string Id);

internal sealed record ServerUser(string Id, string Token);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(NewMessage))]
[JsonSerializable(typeof(NewBot))]
[JsonSerializable(typeof(NewBotAnswer))]
[JsonSerializable(typeof(NewChannel))]
[JsonSerializable(typeof(ChannelAnswer))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(WorkspaceList))]
[JsonSerializable(typeof(MagicLink))]
[JsonSerializable(typeof(ServerState))]
[JsonSerializable(typeof(Counters))]
[JsonSerializable(typeof(CallTimes[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class WireJson : JsonSerializerContext;
