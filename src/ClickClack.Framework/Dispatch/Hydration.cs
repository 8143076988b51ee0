using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Telemetry;

namespace ClickClack.Dispatch;

/// <summary>
/// Fetches the messages that events announce. Every request costs the server a write, so when several root messages of one conversation
/// wait, one page brings them all (delivery rule 14). What a page brought ahead of its turn is forgotten when an event says that it
/// changed since.
/// </summary>
internal sealed class Hydration(ClickClackClient client, BotMetrics metrics)
{
    /// <summary>From so many waiting messages on, a page is cheaper.</summary>
    private const int WorthAPage = 3;

    private const int LargestPage = 200;
    private const int SmallestPage = 10;

    /// <summary>A page is to bring about so much text: messages can be of 1 MiB each.</summary>
    private const int WantedCharacters = 2 * 1024 * 1024;

    /// <summary>What waits fetched, of all conversations together. Beyond it messages are fetched when it is their turn.</summary>
    private const int MostCharacters = 16 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Conversation> conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WireMessage> fetched = new(StringComparer.Ordinal);
    private int characters;
    private int pageSize = 50;

    /// <summary>An event waits for its turn.</summary>
    public void Expect(WireEvent wire)
    {
        if (Place(wire) is var (place, message, number))
        {
            lock (gate)
            {
                if (!conversations.TryGetValue(place, out Conversation? conversation))
                {
                    conversations.Add(place, conversation = new Conversation());
                }

                conversation.Waiting[number] = message;
            }
        }
    }

    /// <summary>A message changed: what was fetched ahead is out of date.</summary>
    public void Forget(string message)
    {
        lock (gate)
        {
            Take(message);
        }
    }

    /// <summary>An event's message is there, or it is over, however it ended.</summary>
    public void Release(WireEvent wire)
    {
        if (Place(wire) is var (place, message, number))
        {
            lock (gate)
            {
                Take(message);
                if (conversations.TryGetValue(place, out Conversation? conversation) && conversation.Waiting.Remove(number)
                    && conversation.Waiting.Count == 0)
                {
                    conversations.Remove(place);
                }
            }
        }
    }

    /// <summary>The message an event announces.</summary>
    /// <exception cref="NotVisibleException">It is not there.</exception>
    public async Task<WireMessage> FetchAsync(WireEvent wire, CancellationToken cancellationToken)
    {
        string message = wire.PayloadText("message_id") ?? "";
        if (Place(wire) is var (place, _, number))
        {
            int limit;
            lock (gate)
            {
                if (Take(message) is { } ahead)
                {
                    return ahead;
                }

                limit = PageLimit(place, number);
            }

            if (limit > 0 && await FetchPageAsync(wire, number, limit, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return await FetchAsync(new MessageId(message), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A message by itself.</summary>
    /// <exception cref="NotVisibleException">It is not there.</exception>
    public Task<WireMessage> FetchAsync(MessageId message, CancellationToken cancellationToken)
    {
        metrics.Fetched(page: false);
        return client.GetMessageAsync(message, cancellationToken);
    }

    /// <summary>The place of a root message that was just created; null for anything else.</summary>
    private static (string Place, string Message, long Number)? Place(WireEvent wire) =>
        wire is { Type: EventTypes.MessageCreated, Seq: { } number } && wire.PayloadText("message_id") is { } message
        && (wire.PayloadText("direct_conversation_id") ?? wire.ChannelId) is { } place
            ? (place, message, number)
            : null;

    /// <summary>How many messages a page has to hold to bring what waits from a number on; 0 if a page is not worth it.</summary>
    private int PageLimit(string place, long number)
    {
        if (!conversations.TryGetValue(place, out Conversation? conversation) || characters >= MostCharacters)
        {
            return 0;
        }

        int count = 0;
        long last = number;
        foreach (long waiting in conversation.Waiting.Keys)
        {
            if (waiting >= number + pageSize)
            {
                break;
            }

            if (waiting >= number)
            {
                count++;
                last = waiting;
            }
        }

        return count >= WorthAPage ? (int)(last - number) + 1 : 0;
    }

    private async Task<WireMessage?> FetchPageAsync(WireEvent wire, long number, int limit, CancellationToken cancellationToken)
    {
        MessagePage page;
        try
        {
            metrics.Fetched(page: true);
            PageWindow window = PageWindow.After(number - 1);
            page = wire.PayloadText("direct_conversation_id") is { } conversation
                ? await client.GetMessagesAsync(new DirectConversationId(conversation), window, limit, cancellationToken).ConfigureAwait(false)
                : await client.GetMessagesAsync(new ChannelId(wire.ChannelId!), window, limit, topic: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException error) when (error is not UnauthorizedException)
        {
            // The message itself will say what is wrong.
            return null;
        }

        string wanted = wire.PayloadText("message_id")!;
        WireMessage? found = null;
        int read = 0;
        lock (gate)
        {
            conversations.TryGetValue(Place(wire)!.Value.Place, out Conversation? expected);
            foreach (WireMessage message in page.Messages)
            {
                read += message.Body.Length;
                if (message.Id.Value == wanted)
                {
                    found = message;
                }
                else if (message.ChannelSeq is { } seq && expected?.Waiting.GetValueOrDefault(seq) == message.Id.Value && characters < MostCharacters
                    && fetched.TryAdd(message.Id.Value, message))
                {
                    characters += message.Body.Length;
                }
            }

            pageSize = Math.Clamp(WantedCharacters / Math.Max(1, read / Math.Max(1, page.Messages.Count)), SmallestPage, LargestPage);
        }

        return found;
    }

    private WireMessage? Take(string message)
    {
        if (fetched.Remove(message, out WireMessage? known))
        {
            characters -= known.Body.Length;
        }

        return known;
    }

    private sealed class Conversation
    {
        /// <summary>Ids by number.</summary>
        public SortedDictionary<long, string> Waiting { get; } = [];
    }
}
