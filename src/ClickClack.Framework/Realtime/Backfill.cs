using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// Reads root messages from their channels and direct conversations, where the log cannot bring them: its events were pruned, or the
/// server's clock went back (delivery rules 10 and 12). Their numbers, which have no holes, tell what is missing.
/// </summary>
/// <param name="client">Asks.</param>
/// <param name="calls">Asks again.</param>
/// <param name="workspace">The workspace.</param>
/// <param name="bot">The bot's user id.</param>
/// <param name="mentionsBot">Whether a text mentions the bot: the server tells it with the event only.</param>
/// <param name="progress">Knows how far each conversation has come.</param>
/// <param name="maxPending">How many events may be unfinished.</param>
internal sealed class Backfill(
    ClickClackClient client,
    PatientCalls calls,
    WorkspaceId workspace,
    string bot,
    Func<string, bool> mentionsBot,
    EventProgress progress,
    int maxPending)
{
    private const int PageSize = 200;

    /// <summary>Takes the numbers of all conversations as they are: what is up to there came before.</summary>
    /// <param name="now">The server's time.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task BeginAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sequences = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (Conversation conversation in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            sequences[conversation.Id] = conversation.LastSequence;
        }

        progress.BeginRoots(new SavedRoots(now, sequences));
    }

    /// <summary>The conversations that hold root messages which never came.</summary>
    public async Task<IReadOnlyList<Conversation>> FindAsync(CancellationToken cancellationToken) =>
        progress.KnowsRoots
            ? [.. (await ListAsync(cancellationToken).ConfigureAwait(false)).Where(IsBehind)]
            : [];

    /// <summary>Whether root messages of a conversation never came.</summary>
    public bool IsBehind(Conversation conversation) => conversation.LastSequence > progress.RootOf(conversation.Id);

    /// <summary>The log is another one: where a conversation has fewer messages than came, counting starts from what it has.</summary>
    public async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        foreach (Conversation conversation in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            progress.TakeRootBack(conversation.Id, conversation.LastSequence);
        }
    }

    /// <summary>Reads what never came, each conversation in order.</summary>
    /// <param name="conversations">Where.</param>
    /// <param name="before">Only what is older, because the log still has the rest; null for all.</param>
    /// <param name="admit">Takes each message, as the event of its creation.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many messages were read.</returns>
    public async Task<int> FillAsync(
        IReadOnlyList<Conversation> conversations, DateTimeOffset? before, Action<EventEntry> admit, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (Conversation conversation in conversations)
        {
            count += await FillAsync(conversation, before, admit, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    private async Task<int> FillAsync(Conversation conversation, DateTimeOffset? before, Action<EventEntry> admit, CancellationToken cancellationToken)
    {
        int count = 0;
        long from = progress.RootOf(conversation.Id);
        bool isNew = from == 0;
        while (true)
        {
            long after = from;
            IReadOnlyList<WireMessage> rows;
            try
            {
                rows = (await calls.AskAsync(
                    () => conversation.IsDirect
                        ? client.GetMessagesAsync(new DirectConversationId(conversation.Id), PageWindow.After(after), PageSize, cancellationToken)
                        : client.GetMessagesAsync(new ChannelId(conversation.Id), PageWindow.After(after), PageSize, topic: null, cancellationToken),
                    cancellationToken).ConfigureAwait(false)).Messages;
            }
            catch (ApiException error) when (error is NotVisibleException or MissingScopeException)
            {
                return count;
            }

            foreach (WireMessage row in rows)
            {
                if (row.CreatedAt >= before)
                {
                    return count;
                }

                if (row.ChannelSeq is not { } sequence || sequence <= from)
                {
                    continue;
                }

                from = sequence;
                if (isNew && row.CreatedAt < progress.RootsSince)
                {
                    // It could not be seen when the numbers were taken, but it was there: said before the first start.
                    progress.PassRoot(conversation.Id, sequence);
                    continue;
                }

                while (progress.Unfinished >= maxPending)
                {
                    await progress.WaitUntilBelowAsync(maxPending / 2, cancellationToken).ConfigureAwait(false);
                }

                if (progress.TryAdmit(RootRow.ToEvent(row, mentionsBot(row.Body) ? [bot] : null), out EventEntry? entry))
                {
                    count++;
                    admit(entry);
                }
            }

            if (from == after)
            {
                // What the list promised and no page brings will not come: it is not asked for again.
                progress.PassRoot(conversation.Id, conversation.LastSequence);
                return count;
            }
        }
    }

    private async Task<IReadOnlyList<Conversation>> ListAsync(CancellationToken cancellationToken)
    {
        Task<BriefChannelsEnvelope?> channels = VisibleAsync(() => client.GetChannelsBrieflyAsync(workspace, cancellationToken));
        Task<BriefConversationsEnvelope?> direct = VisibleAsync(() => client.GetConversationsBrieflyAsync(workspace, cancellationToken));
        await Task.WhenAll(channels, direct).ConfigureAwait(false);
        return
        [
            .. Conversations((await channels.ConfigureAwait(false))?.Channels, isDirect: false),
            .. Conversations((await direct.ConfigureAwait(false))?.Conversations, isDirect: true),
        ];

        static IEnumerable<Conversation> Conversations(BriefConversation[]? listed, bool isDirect) =>
            (listed ?? []).Select(conversation => new Conversation(conversation.Id, conversation.LastSeq, isDirect));

        async Task<T?> VisibleAsync<T>(Func<Task<T>> list)
            where T : class
        {
            try
            {
                return await calls.AskAsync(list, cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException error) when (error is NotVisibleException or MissingScopeException)
            {
                // A token that may not see these cannot answer in them either.
                return null;
            }
        }
    }

    /// <summary>A channel or direct conversation as the list shows it.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="LastSequence">The number of its last root message, 0 if there is none.</param>
    /// <param name="IsDirect">Whether it is a direct conversation.</param>
    internal sealed record Conversation(string Id, long LastSequence, bool IsDirect);
}
