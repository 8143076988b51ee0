namespace ClickClack.Protocol;

// What the server wraps its answers in: one record per shape. What an answer is about has to be there; the rest may be missing.

/// <summary>GET /api/me.</summary>
internal sealed record UserEnvelope(WireUser User);

/// <summary>GET /api/workspaces.</summary>
internal sealed record WorkspacesEnvelope(WireWorkspace[] Workspaces);

/// <summary>GET /api/workspaces/{w}.</summary>
internal sealed record WorkspaceEnvelope(WireWorkspace Workspace);

/// <summary>GET /api/workspaces/{w}/members.</summary>
internal sealed record MembersEnvelope(WireMember[] Members, string? NextCursor = null);

/// <summary>GET /api/event-types.</summary>
internal sealed record EventTypesEnvelope(string[] EventTypes);

/// <summary>GET /api/routes/{T}/{x}.</summary>
internal sealed record RouteEnvelope(WireRoute Route);

/// <summary>GET /api/workspaces/{w}/channels.</summary>
internal sealed record ChannelsEnvelope(WireChannel[] Channels);

/// <summary>A channel made or changed.</summary>
internal sealed record ChannelEnvelope(WireChannel Channel);

/// <summary>The notification preference of a channel.</summary>
internal sealed record PreferenceEnvelope(string Preference);

/// <summary>GET /api/workspaces/{w}/topics.</summary>
internal sealed record TopicsEnvelope(WireTopic[] Topics);

/// <summary>A topic made.</summary>
internal sealed record TopicEnvelope(WireTopic Topic);

/// <summary>A message read or created.</summary>
internal sealed record MessageEnvelope(WireMessage Message);

/// <summary>GET /api/channels/{c}/pins.</summary>
internal sealed record MessagesEnvelope(WireMessage[] Messages);

/// <summary>A message pinned.</summary>
internal sealed record PinEnvelope(WirePin PinnedMessage);

/// <summary>A reaction given or taken back.</summary>
internal sealed record ReactionsEnvelope(WireReaction[] Reactions);

/// <summary>A direct conversation read or opened.</summary>
internal sealed record ConversationEnvelope(WireConversation Conversation);

/// <summary>GET /api/dms.</summary>
internal sealed record ConversationsEnvelope(WireConversation[] Conversations);

/// <summary>A file uploaded or looked up.</summary>
internal sealed record UploadEnvelope(WireUpload Upload);

/// <summary>A read marker moved.</summary>
internal sealed record ReceiptEnvelope(WireReadReceipt Receipt);

/// <summary>GET /api/search.</summary>
internal sealed record SearchEnvelope(WireSearchHit[] Results, string? NextCursor = null);

/// <summary>A command menu.</summary>
internal sealed record BotCommandsEnvelope(WireBotCommand[] BotCommands);

/// <summary>An event that was sent.</summary>
internal sealed record EventEnvelope(WireEvent Event);

/// <summary>An answer that says nothing but that it was done.</summary>
internal sealed record Acknowledgement;

/// <summary>Every error: a text.</summary>
internal sealed record ErrorEnvelope(string? Error);
