namespace ClickClack;

/// <summary>A message as it was stored when it was read or written; it does not follow later changes.</summary>
/// <param name="Id">The internal id, <c>msg_…</c>.</param>
/// <param name="AuthorId">The id of the person or bot who wrote it.</param>
/// <param name="Body">The text; empty after deletion.</param>
/// <param name="ThreadRootId">The first message of its thread; for a root its own id.</param>
/// <param name="Seq">The position in its channel, conversation or, for a reply, thread, starting at 1.</param>
/// <param name="QuotedMessageId">The quoted message; null for none.</param>
public sealed record LocalMessage(string Id, string AuthorId, string Body, string ThreadRootId, long Seq, string? QuotedMessageId);
