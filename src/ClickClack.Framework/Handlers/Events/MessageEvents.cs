namespace ClickClack;

/// <summary>A message was posted, or a reply in a thread. Of what the bot posts itself, and of rows that show what a bot does, nobody is told.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="AuthorId">Who wrote it; null for a reply, whose event does not tell.</param>
/// <param name="ThreadRoot">The root of the thread a reply is in; null for a root message.</param>
/// <param name="MentionedUserIds">Who is mentioned; empty also where the server does not tell, which is at the root of direct conversations.</param>
public sealed record MessagePosted(MessageId MessageId, UserId? AuthorId, MessageId? ThreadRoot, IReadOnlyList<UserId> MentionedUserIds) : ServerEvent;

/// <summary>
/// A message was edited, or got an attachment: the event does not tell which, nor who did it. Of messages that the bot wrote a while ago, by
/// an earlier run too, it is told.
/// </summary>
/// <param name="MessageId">The message.</param>
/// <param name="ThreadRoot">The root of the thread a reply is in; null for a root message.</param>
public sealed record MessageEdited(MessageId MessageId, MessageId? ThreadRoot) : ServerEvent;

/// <summary>A message was deleted; the event does not tell by whom.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="ThreadRoot">The root of the thread a reply is in; null for a root message.</param>
public sealed record MessageDeleted(MessageId MessageId, MessageId? ThreadRoot) : ServerEvent;

/// <summary>Somebody reacted.</summary>
/// <param name="MessageId">The message reacted to.</param>
/// <param name="Emoji">The emoji.</param>
/// <param name="UserId">Who reacted.</param>
/// <param name="Count">How many users now react to the message with that emoji.</param>
public sealed record ReactionAdded(MessageId MessageId, string Emoji, UserId UserId, long Count) : ServerEvent;

/// <summary>Somebody took a reaction back.</summary>
/// <param name="MessageId">The message reacted to.</param>
/// <param name="Emoji">The emoji.</param>
/// <param name="UserId">Who reacted.</param>
/// <param name="Count">How many users still react to the message with that emoji.</param>
public sealed record ReactionRemoved(MessageId MessageId, string Emoji, UserId UserId, long Count) : ServerEvent;

/// <summary>The counts of a thread changed.</summary>
/// <param name="ThreadRoot">The thread's root.</param>
public sealed record ThreadChanged(MessageId ThreadRoot) : ServerEvent;

/// <summary>A message was pinned in its channel.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="UserId">Who did it.</param>
public sealed record PinAdded(MessageId MessageId, UserId UserId) : ServerEvent;

/// <summary>A message was unpinned, by hand or because it was deleted.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="UserId">Who did it.</param>
public sealed record PinRemoved(MessageId MessageId, UserId UserId) : ServerEvent;
