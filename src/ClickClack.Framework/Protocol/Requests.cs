namespace ClickClack.Protocol;

// What the server takes: one record per shape. Null is left out, which to the server means "as it is".

/// <summary>POST of a message to a channel or direct conversation, or of a reply to a thread.</summary>
internal sealed record CreateMessageRequest(
    string Body, string Nonce, MessageId? QuotedMessageId = null, TopicId? TopicId = null, string? Kind = null, string? TurnId = null);

/// <summary>PATCH of a message.</summary>
internal sealed record EditMessageRequest(string Body);

/// <summary>POST /api/dms.</summary>
internal sealed record OpenConversationRequest(WorkspaceId WorkspaceId, IReadOnlyList<UserId> MemberIds);

/// <summary>PATCH of a channel's notification preference.</summary>
internal sealed record PreferenceRequest(string Preference);

/// <summary>POST of a topic.</summary>
internal sealed record TopicRequest(string Name, ChannelId? ChannelId);

/// <summary>POST of a pin.</summary>
internal sealed record PinRequest(MessageId MessageId);

/// <summary>POST of a reaction.</summary>
internal sealed record ReactionRequest(string Emoji);

/// <summary>POST of a read marker.</summary>
internal sealed record ReadRequest(long Seq);

/// <summary>POST of an attachment.</summary>
internal sealed record AttachRequest(UploadId UploadId);

/// <summary>PUT of the command menu.</summary>
internal sealed record MenuRequest(IReadOnlyList<MenuCommand> Commands);

/// <summary>POST of a setup code.</summary>
internal sealed record ClaimRequest(string Code);
