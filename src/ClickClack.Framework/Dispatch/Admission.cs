using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>Which messages are the bot's business at all: not its own, not of whom the guards refuse, not those nothing listens to.</summary>
internal sealed class Admission(
    BotIdentity bot, RouteTable routes, MessageReader reader, MessageGuards guards, OwnMessages own, DeadLetters deadLetters, Drops drops)
{
    /// <summary>Why the event alone shows that there is nothing to do; null if there may be.</summary>
    public string? WhyNot(EventEntry entry)
    {
        WireEvent wire = entry.Event;
        if (wire.PayloadText("message_id") is not { Length: > 0 } message)
        {
            return DropReason.NoMessage;
        }

        string? author = wire.PayloadText("author_id");
        if (author == bot.UserId.Value || own.Contains(message, wire.PayloadText("nonce")))
        {
            return DropReason.OwnMessage;
        }

        Evidence guess = reader.Guess(wire);
        return !MessageKinds.IsSaid(wire.PayloadText("kind")) ? DropReason.Activity
            : deadLetters.Contains(entry.Key) ? DropReason.DeadLetter
            : !routes.MayMatch(guess) ? DropReason.NothingListens
            : guards.NeedsMention && guess.Places == Places.ChannelRoot && !guess.MentionsBot ? DropReason.NotMentioned
            : author is null ? null
            : guards.WhyNotKnown(new UserId(author), wire.PayloadText("direct_conversation_id") ?? wire.ChannelId ?? "", wire.CreatedAt);
    }

    /// <summary>Why there is nothing to do for a message that was fetched; null if there may be.</summary>
    public string? WhyNot(WireMessage wire) =>
        wire.AuthorId == bot.UserId ? DropReason.OwnMessage
        : wire.DeletedAt is not null ? DropReason.Deleted
        : !MessageKinds.IsSaid(wire.Kind) ? DropReason.Activity
        : guards.WhyNot(wire.AuthorId, wire.Author?.Handle ?? "", wire.Author?.IsBot == true);

    /// <summary>Why a message may not use the route that it would take; null if it may.</summary>
    public ValueTask<string?> WhyNotAsync(Route route, Message message, Evidence evidence, CancellationToken cancellationToken) =>
        guards.WhyNotAsync(route, message, evidence.MentionsBot, cancellationToken);

    /// <inheritdoc cref="Drops.Drop"/>
    public void Drop(EventEntry entry, string reason) => drops.Drop(entry, reason);

    /// <inheritdoc cref="Drops.Count"/>
    public void Count(string reason) => drops.Count(reason);

    /// <inheritdoc cref="Drops.Routed"/>
    public void Routed(EventEntry entry, Route route) => drops.Routed(entry, route);
}
