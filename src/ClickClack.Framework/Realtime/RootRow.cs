using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>A root message that came by page, as the event of its creation: the same cause, so the same trigger key.</summary>
internal static class RootRow
{
    /// <summary>Makes the event.</summary>
    /// <param name="row">A root message.</param>
    /// <param name="mentioned">The ids of those it mentions, as far as anybody here wants to know.</param>
    public static WireEvent ToEvent(WireMessage row, string[]? mentioned) => new()
    {
        // It has an event of its own no more. Saved, it needs some id.
        Id = new ServerEventId(row.Id.Value),
        Type = EventTypes.MessageCreated,
        ChannelId = row.DirectConversationId is null ? row.ChannelId?.Value : null,
        Seq = row.ChannelSeq,
        CreatedAt = row.CreatedAt,
        MentionedUserIds = mentioned,
        Details = EventPayload.Of(
            ("message_id", row.Id.Value),
            ("author_id", row.AuthorId.Value),
            ("direct_conversation_id", row.DirectConversationId?.Value),
            ("kind", row.Kind)),
    };
}
