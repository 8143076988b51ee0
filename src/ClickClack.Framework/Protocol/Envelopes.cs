namespace ClickClack.Protocol;

// What the server wraps its answers in, and what it takes: one record per shape.

/// <summary>GET /api/me.</summary>
internal sealed record UserEnvelope(WireUser User);

/// <summary>GET /api/workspaces.</summary>
internal sealed record WorkspacesEnvelope(WireWorkspace[] Workspaces);

/// <summary>GET /api/workspaces/{w}/channels.</summary>
internal sealed record ChannelsEnvelope(WireChannel[] Channels);

/// <summary>GET /api/workspaces/{w}/members.</summary>
internal sealed record MembersEnvelope(WireMember[] Members, string? NextCursor = null);

/// <summary>A row of the member directory.</summary>
internal sealed record WireMember(WireUser User);

/// <summary>A message read or created.</summary>
internal sealed record MessageEnvelope(WireMessage Message);

/// <summary>A page of root messages.</summary>
internal sealed record MessagesEnvelope(WireMessage[] Messages);

/// <summary>GET /api/dms.</summary>
internal sealed record ConversationsEnvelope(WireConversation[] Conversations);

/// <summary>A direct conversation read or opened.</summary>
internal sealed record ConversationEnvelope(WireConversation Conversation);

/// <summary>POST of a message to a channel or direct conversation, or of a reply to a thread.</summary>
internal sealed record CreateMessageRequest(string Body, string Nonce, string? QuotedMessageId);

/// <summary>POST /api/dms.</summary>
internal sealed record OpenConversationRequest(string WorkspaceId, string[] MemberIds);

/// <summary>Every error: a text.</summary>
internal sealed record ErrorEnvelope(string? Error);
