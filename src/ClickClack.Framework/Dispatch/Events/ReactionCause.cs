using ClickClack.Protocol;

namespace ClickClack.Dispatch;

/// <summary>The reaction a handler is called for.</summary>
/// <param name="Reaction">The reaction.</param>
/// <param name="Author">Who reacted.</param>
/// <param name="Event">Its event.</param>
/// <param name="IsLocated">Whether it is known if the message reacted to is a reply in a thread, and in which.</param>
internal sealed record ReactionCause(Reaction Reaction, Author Author, WireEvent Event, bool IsLocated)
{
    /// <summary>Who reacted, as far as the handling of messages asks: it is their reaction that is handled, where the message is.</summary>
    /// <param name="threadRoot">The root of the message's thread; null if it is in none, or that is unknown.</param>
    public Message ToMessage(MessageId? threadRoot) => new()
    {
        Id = Reaction.MessageId,
        Author = Author,
        Body = "",
        Text = "",
        Channel = Reaction.Channel,
        Conversation = Reaction.Conversation,
        ThreadRoot = threadRoot,
        CreatedAt = Reaction.CreatedAt,
    };
}
