namespace ClickClack;

/// <summary>The direct conversation a message is in.</summary>
/// <param name="Id">The conversation's id.</param>
/// <param name="IsGroup">Whether it has more than two members.</param>
public sealed record MessageConversation(DirectConversationId Id, bool IsGroup);
