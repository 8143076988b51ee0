namespace ClickClack;

/// <summary>
/// Events that the server had and can no longer bring, because its log was pruned, is another one, or went back in time. Root messages
/// among them are read from their channels and direct conversations instead; replies in threads, reactions and changes are not.
/// </summary>
/// <param name="From">The cursor from which on events are missing: the last one known to be handled.</param>
/// <param name="To">The newest cursor of the server's log when that was found out; null if the log is empty.</param>
/// <param name="DetectedAt">When, by the bot's clock, UTC.</param>
public sealed record ConnectionGap(EventCursor From, EventCursor? To, DateTimeOffset DetectedAt);
