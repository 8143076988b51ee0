using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>POST of an event the server does not keep (3.15 of the protocol).</summary>
internal sealed record EphemeralRequest(
    WorkspaceId WorkspaceId, string Type, ChannelId? ChannelId, DirectConversationId? DirectConversationId, JsonElement? Payload);
