using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Ends what two bots that answer each other would never end: a bot that says more than 20 things within 60 s in one conversation is not
/// answered there for 60 s.
/// </summary>
internal sealed class LoopGuard(ILogger logger)
{
    /// <summary>So many are answered.</summary>
    public const int Most = 20;

    /// <summary>Within so long; and so long is a bot that said more not answered.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    private const int MostMuted = 10_000;

    private readonly Lock gate = new();
    private readonly RateWindow<(string Bot, string Conversation)> said = new(Most, Period);
    private readonly Dictionary<(string Bot, string Conversation), DateTimeOffset> mutedUntil = [];

    /// <summary>Whether a bot is not answered in a conversation now.</summary>
    /// <param name="bot">The bot's id.</param>
    /// <param name="conversation">The id of the channel or direct conversation.</param>
    /// <param name="at">When the message in question was made.</param>
    public bool IsMuted(string bot, string conversation, DateTimeOffset at)
    {
        lock (gate)
        {
            return mutedUntil.TryGetValue((bot, conversation), out DateTimeOffset until) && at < until;
        }
    }

    /// <summary>Takes a message of a bot, unless it is one too many.</summary>
    public bool TryAdd(Author bot, string conversation, DateTimeOffset at)
    {
        (string, string) pair = (bot.Id.Value, conversation);
        lock (gate)
        {
            if (mutedUntil.TryGetValue(pair, out DateTimeOffset until) && at < until)
            {
                return false;
            }

            mutedUntil.Remove(pair);
            if (said.TryAdd(pair, at))
            {
                return true;
            }

            if (mutedUntil.Count >= MostMuted)
            {
                mutedUntil.Clear();
            }

            mutedUntil[pair] = at + Period;
            said.Forget(pair);
        }

        logger.BotMuted(bot.Handle.Length > 0 ? "@" + ServerText.Clean(bot.Handle) : bot.Id.Value, Most, Period.TotalSeconds, conversation);
        return false;
    }
}
