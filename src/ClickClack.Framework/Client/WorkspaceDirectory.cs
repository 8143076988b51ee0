using System.Collections.Concurrent;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>
/// Who and what there is in the workspace: names of channels, handles of users, kinds of conversations and of authors. What is known is
/// answered at once; the rest is asked for, once for any number of callers.
/// </summary>
internal sealed class WorkspaceDirectory
{
    /// <summary>Handles change, and nothing tells of it (4.6 of the protocol).</summary>
    private static readonly TimeSpan HandlesLast = TimeSpan.FromMinutes(5);

    private const int MostHandles = 1000;

    private readonly ClickClackClient client;
    private readonly WorkspaceId workspace;
    private readonly TimeProvider time;
    private readonly CancellationToken lifetime;
    private readonly SharedAnswer<IReadOnlyList<WireChannel>> channels;
    private readonly ConcurrentDictionary<string, (SharedAnswer<WireUser> Answer, long AskedAt)> handles = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<DirectConversationId, SharedAnswer<WireConversation>> conversations = new();
    private readonly ConcurrentDictionary<UserId, (bool IsBot, string Handle, long SeenAt)> seen = new();

    /// <summary>Makes a directory that knows nothing yet.</summary>
    /// <param name="client">Asks.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="time">The clock.</param>
    /// <param name="lifetime">Ends what is still being asked: a question is everybody's, so no single caller's cancellation ends it.</param>
    public WorkspaceDirectory(ClickClackClient client, WorkspaceId workspace, TimeProvider time, CancellationToken lifetime)
    {
        this.client = client;
        this.workspace = workspace;
        this.time = time;
        this.lifetime = lifetime;
        channels = new SharedAnswer<IReadOnlyList<WireChannel>>(() => client.GetChannelsAsync(workspace, lifetime));
    }

    /// <summary>The name of a channel if it is known already.</summary>
    public string? KnownChannelName(ChannelId id) => channels.Known is { } known ? Find(known, id)?.Name : null;

    /// <summary>Whether a conversation is a group, if it is known already.</summary>
    public bool? KnownIsGroup(DirectConversationId conversation) =>
        conversations.TryGetValue(conversation, out SharedAnswer<WireConversation>? asked) && asked.Known is { } known ? IsGroup(known) : null;

    /// <summary>What is known already of a user: whether it is a bot, and the handle, null if it may be another one by now. Null if nothing is.</summary>
    public (bool IsBot, string? Handle)? Seen(UserId user) =>
        seen.TryGetValue(user, out (bool IsBot, string Handle, long SeenAt) known)
            ? (known.IsBot, time.GetElapsedTime(known.SeenAt) < HandlesLast ? known.Handle : null)
            : null;

    /// <summary>Remembers a user who was seen as the author of a message.</summary>
    public void Learn(WireUser user) => seen[user.Id] = (user.IsBot, user.Handle, time.GetTimestamp());

    /// <summary>Hears of an event, which may make something known here untrue.</summary>
    public void Notice(WireEvent wire)
    {
        if (wire.Type is EventTypes.ChannelCreated or EventTypes.ChannelUpdated)
        {
            channels.Forget();
        }
    }

    /// <summary>The name of a channel, or null if the server does not list it.</summary>
    public async Task<string?> ChannelNameAsync(ChannelId id, CancellationToken cancellation) =>
        (await FindChannelAsync(known => Find(known, id), cancellation).ConfigureAwait(false))?.Name;

    /// <summary>The id of a channel.</summary>
    /// <param name="text">Its id, its name, or its title, without regard to case.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="NotVisibleException">There is no such channel.</exception>
    /// <exception cref="AmbiguousNameException">There are several.</exception>
    public async Task<ChannelId> ChannelIdAsync(string text, CancellationToken cancellation) =>
        (await FindChannelAsync(
            known => NameLookup.Find(
                "channel", text, known, channel => channel.Id.Value, channel => channel.Name, channel => channel.DisplayTitle),
            cancellation).ConfigureAwait(false))?.Id
        ?? throw new NotVisibleException($"there is no channel \"{ServerText.Clean(text)}\"");

    /// <summary>The id of a member by handle.</summary>
    /// <exception cref="NotVisibleException">There is no such member.</exception>
    public async Task<UserId> UserIdAsync(string handle, CancellationToken cancellation)
    {
        if (handles.Count > MostHandles)
        {
            handles.Clear();
        }

        long now = time.GetTimestamp();
        (SharedAnswer<WireUser> answer, long askedAt) = handles.GetOrAdd(handle, text => (Ask(text), now));
        if (time.GetElapsedTime(askedAt, now) > HandlesLast)
        {
            // Of several that notice it at once, one asks.
            handles.TryUpdate(handle, (Ask(handle), now), (answer, askedAt));
            (answer, _) = handles.GetOrAdd(handle, text => (Ask(text), now));
        }

        return (await answer.GetAsync(cancellation).ConfigureAwait(false)).Id;

        SharedAnswer<WireUser> Ask(string text) => new(() => FindUserAsync(text));
    }

    /// <summary>Whether a conversation has more than two members. That never changes: every other set of people is another conversation.</summary>
    public async Task<bool> IsGroupAsync(DirectConversationId conversation, CancellationToken cancellation) =>
        IsGroup(await conversations
            .GetOrAdd(conversation, id => new SharedAnswer<WireConversation>(() => client.GetConversationAsync(id, lifetime)))
            .GetAsync(cancellation).ConfigureAwait(false));

    private static bool IsGroup(WireConversation conversation) => conversation.Members.Count > 2;

    private static WireChannel? Find(IReadOnlyList<WireChannel> channels, ChannelId id) => channels.FirstOrDefault(channel => channel.Id == id);

    private async Task<WireChannel?> FindChannelAsync(Func<IReadOnlyList<WireChannel>, WireChannel?> find, CancellationToken cancellation)
    {
        bool wasKnown = channels.Known is not null;
        IReadOnlyList<WireChannel> known = await channels.GetAsync(cancellation).ConfigureAwait(false);
        return find(known) is { } found ? found

            // Made a moment ago: the list may be older than the event that announced it.
            : wasKnown ? find(await channels.GetOtherThanAsync(known, cancellation).ConfigureAwait(false))
            : null;
    }

    private async Task<WireUser> FindUserAsync(string handle)
    {
        await foreach (WireMember member in client.GetMembersAsync(workspace, handle, role: null, lifetime).ConfigureAwait(false))
        {
            if (string.Equals(member.User.Handle, handle, StringComparison.OrdinalIgnoreCase))
            {
                return member.User;
            }
        }

        throw new NotVisibleException($"there is nobody with the handle @{ServerText.Clean(handle)}");
    }
}
