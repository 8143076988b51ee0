using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>Which messages are the bot's business at all: not its own, not other bots', not those nothing listens to.</summary>
internal sealed class Admission(
    BotIdentity bot, RouteTable routes, MessageReader reader, WorkspaceDirectory directory, OwnMessages own, DeadLetters deadLetters)
{
    /// <summary>Why the event alone shows that there is nothing to do; null if there may be.</summary>
    public string? WhyNot(EventEntry entry)
    {
        WireEvent wire = entry.Event;
        if (wire.PayloadText("message_id") is not { Length: > 0 } message)
        {
            return "no message";
        }

        string? author = wire.PayloadText("author_id");
        return author == bot.UserId.Value || own.Contains(message, wire.PayloadText("nonce")) ? "own message"
            : !MessageKinds.IsSaid(wire.PayloadText("kind")) ? "activity of a bot"
            : author is not null && directory.KnownIsBot(new UserId(author)) == true ? "author is a bot"
            : deadLetters.Contains(entry.Key) ? "listed in the dead letters"
            : !routes.MayMatch(reader.Guess(wire)) ? "nothing listens there"
            : null;
    }

    /// <summary>Why there is nothing to do for a message that was fetched; null if there may be.</summary>
    public string? WhyNot(WireMessage wire) =>
        wire.AuthorId == bot.UserId ? "own message"
        : wire.DeletedAt is not null ? "deleted before it was read"
        : !MessageKinds.IsSaid(wire.Kind) ? "activity of a bot"
        : wire.Author?.IsBot == true ? "author is a bot"
        : null;
}
