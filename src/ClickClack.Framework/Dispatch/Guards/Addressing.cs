using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>
/// Whether a message is meant for the bot, for <c>RequireMention</c>: it is between one person and the bot, mentions the bot, is a command
/// that names it (<c>/roll@echo</c>), or stands in a thread that began with such a message or with one of the bot's own.
/// </summary>
internal sealed class Addressing(BotIdentity bot, Hydration hydration, OwnMessages own)
{
    /// <summary>How many threads are remembered: which of them are the bot's never changes.</summary>
    private const int MostThreads = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, bool> threads = new(StringComparer.Ordinal);

    /// <summary>Finds out. Asks the server only for the root of a thread, and once.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mentioned">Whether it mentions the bot.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async ValueTask<bool> IsForBotAsync(Message message, bool mentioned, CancellationToken cancellationToken) =>
        message.Conversation is { IsGroup: false }
        || mentioned
        || NamesBot(message.Text)
        || (message.ThreadRoot is { } root && await IsOursAsync(root, cancellationToken).ConfigureAwait(false));

    /// <summary>Whether a text is a command that names the bot. A command alone could be any bot's.</summary>
    private bool NamesBot(string text)
    {
        Span<char> buffer = stackalloc char[CommandLine.MaxNameLength];
        return bot.Handle.Length > 0
            && CommandLine.TryReadName(text, bot.Handle, buffer, out ReadOnlySpan<char> name)
            && name.Length > 0
            && text.AsSpan(1 + name.Length) is ['@', ..];
    }

    private async ValueTask<bool> IsOursAsync(MessageId root, CancellationToken cancellationToken)
    {
        if (own.Contains(root.Value, nonce: null))
        {
            return true;
        }

        lock (gate)
        {
            if (threads.TryGetValue(root.Value, out bool known))
            {
                return known;
            }
        }

        bool ours;
        try
        {
            WireMessage first = await hydration.FetchAsync(root, cancellationToken).ConfigureAwait(false);
            ours = first.AuthorId == bot.UserId || Mentions.Contains(first.Body, bot.Handle) || NamesBot(first.Body);
        }
        catch (NotVisibleException)
        {
            ours = false;
        }

        lock (gate)
        {
            if (threads.Count >= MostThreads)
            {
                threads.Clear();
            }

            threads[root.Value] = ours;
        }

        return ours;
    }
}
