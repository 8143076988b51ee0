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

    /// <summary>So often at most somebody unknown makes it ask for all members again.</summary>
    private static readonly TimeSpan NewcomersAfter = TimeSpan.FromSeconds(10);

    /// <summary>So many users and conversations are remembered; strangers can make any number of them, and what is forgotten is asked for again.</summary>
    private const int MostRemembered = 10_000;

    private readonly ClickClackClient client;
    private readonly WorkspaceId workspace;
    private readonly TimeProvider time;
    private readonly CancellationToken lifetime;
    private readonly SharedAnswer<IReadOnlyList<WireChannel>> channels;
    private readonly SharedAnswer<IReadOnlyList<WireUser>> members;
    private readonly ConcurrentDictionary<DirectConversationId, SharedAnswer<WireConversation>> askedConversations = new();
    private readonly ConcurrentDictionary<DirectConversationId, bool> groups = new();
    private readonly ConcurrentDictionary<UserId, (bool IsBot, string Handle, long SeenAt)> seen = new();
    private readonly Lock membersGate = new();
    private long? membersAskedAt;

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
        members = new SharedAnswer<IReadOnlyList<WireUser>>(ListMembersAsync);
    }

    /// <summary>Told of each user who is seen; null for nobody.</summary>
    public Action<WireUser>? Learned { get; set; }

    /// <summary>The name of a channel if it is known already.</summary>
    public string? KnownChannelName(ChannelId id) => channels.Known is { } known ? Find(known, id)?.Name : null;

    /// <summary>Whether a conversation is a group, if it is known already.</summary>
    public bool? KnownIsGroup(DirectConversationId conversation) =>
        groups.TryGetValue(conversation, out bool isGroup) ? isGroup : null;

    /// <summary>What is known already of a user: whether it is a bot, and the handle, null if it may be another one by now. Null if nothing is.</summary>
    public (bool IsBot, string? Handle)? Seen(UserId user) =>
        seen.TryGetValue(user, out (bool IsBot, string Handle, long SeenAt) known)
            ? (known.IsBot, time.GetElapsedTime(known.SeenAt) < HandlesLast ? known.Handle : null)
            : null;

    /// <summary>Remembers a user who was seen as the author of a message.</summary>
    public void Learn(WireUser user)
    {
        MakeRoom(seen);
        seen[user.Id] = (user.IsBot, user.Handle, time.GetTimestamp());
        Learned?.Invoke(user);
    }

    /// <summary>Hears of an event, which may make something known here untrue.</summary>
    public void Notice(WireEvent wire)
    {
        if (wire.Type is EventTypes.ChannelCreated or EventTypes.ChannelUpdated)
        {
            channels.Forget();
        }
    }

    /// <summary>The name of a channel, or null if the server does not list it.</summary>
    public async Task<string?> ChannelNameAsync(ChannelId id, CancellationToken cancellationToken) =>
        (await FindChannelAsync(known => Find(known, id), cancellationToken).ConfigureAwait(false))?.Name;

    /// <summary>The id of a channel.</summary>
    /// <param name="text">Its id, its name, or its title, without regard to case.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="NotVisibleException">There is no such channel.</exception>
    /// <exception cref="AmbiguousNameException">There are several.</exception>
    public async Task<ChannelId> ChannelIdAsync(string text, CancellationToken cancellationToken) =>
        (await ChannelAsync(text, cancellationToken).ConfigureAwait(false)).Id;

    /// <summary>A channel.</summary>
    /// <inheritdoc cref="ChannelIdAsync"/>
    public async Task<WireChannel> ChannelAsync(string text, CancellationToken cancellationToken) =>
        await FindChannelAsync(
            known => NameLookup.Find(
                "channel", text, known, channel => channel.Id.Value, channel => channel.Name, channel => channel.DisplayTitle),
            cancellationToken).ConfigureAwait(false)
        ?? throw new NotVisibleException($"there is no channel \"{ServerText.Clean(text)}\"{Suggest(text)}");

    /// <summary>The channels as the server lists them.</summary>
    public Task<IReadOnlyList<WireChannel>> ChannelsAsync(CancellationToken cancellationToken) => channels.GetAsync(cancellationToken);

    /// <summary>The id of a member by handle.</summary>
    /// <exception cref="NotVisibleException">There is no such member.</exception>
    public async Task<UserId> UserIdAsync(string handle, CancellationToken cancellationToken) =>
        (await UserAsync(handle, cancellationToken).ConfigureAwait(false)).Id;

    /// <summary>A member by id. The server finds nobody by id: all members are asked for, and kept for a while.</summary>
    /// <exception cref="NotVisibleException">There is no such member.</exception>
    public async Task<WireUser> UserAsync(UserId id, CancellationToken cancellationToken)
    {
        // Whom the list does not have may have come since it was made.
        return await FindAsync(HandlesLast).ConfigureAwait(false)
            ?? await FindAsync(NewcomersAfter).ConfigureAwait(false)
            ?? throw new NotVisibleException($"there is nobody with the id {ServerText.Clean(id.Value)}");

        async Task<WireUser?> FindAsync(TimeSpan age) =>
            (await MembersAsync(age, cancellationToken).ConfigureAwait(false)).FirstOrDefault(user => user.Id == id);
    }

    /// <summary>All members, as they were a few minutes ago at most.</summary>
    public Task<IReadOnlyList<WireUser>> MembersAsync(CancellationToken cancellationToken) => MembersAsync(HandlesLast, cancellationToken);

    /// <summary>
    /// A member by handle, asked for each time: a handle may be somebody else's by now, who would be told what was meant for another.
    /// </summary>
    /// <exception cref="NotVisibleException">There is no such member.</exception>
    public async Task<WireUser> UserAsync(string handle, CancellationToken cancellationToken) =>
        await HolderAsync(handle, cancellationToken).ConfigureAwait(false)
        ?? throw new NotVisibleException($"there is nobody with the handle @{ServerText.Clean(handle)}");

    /// <summary>Whether a handle is a user's at this moment.</summary>
    public async Task<bool> HoldsAsync(UserId user, string handle, CancellationToken cancellationToken) =>
        (await HolderAsync(handle, cancellationToken).ConfigureAwait(false))?.Id == user;

    /// <summary>Whether a conversation has more than two members. That never changes: every other set of people is another conversation.</summary>
    public async Task<bool> IsGroupAsync(DirectConversationId conversation, CancellationToken cancellationToken)
    {
        if (groups.TryGetValue(conversation, out bool known))
        {
            return known;
        }

        MakeRoom(askedConversations);
        bool isGroup = IsGroup(await askedConversations
            .GetOrAdd(conversation, id => new SharedAnswer<WireConversation>(() => client.GetConversationAsync(id, lifetime)))
            .GetAsync(cancellationToken).ConfigureAwait(false));

        // Its kind is all that is kept: the answer lists every member, with their pictures.
        MakeRoom(groups);
        groups[conversation] = isGroup;
        askedConversations.TryRemove(conversation, out _);
        return isGroup;
    }

    private static void MakeRoom<TKey, TValue>(ConcurrentDictionary<TKey, TValue> remembered)
        where TKey : notnull
    {
        if (remembered.Count >= MostRemembered)
        {
            remembered.Clear();
        }
    }

    private string Suggest(string channel) => channels.Known is { } known && NearMiss.Find(channel, known.Select(static one => one.Name)) is { } near
        ? $"; did you mean \"{ServerText.Clean(near)}\"?"
        : "";

    private static bool IsGroup(WireConversation conversation) => conversation.Members.Count > 2;

    private static WireChannel? Find(IReadOnlyList<WireChannel> channels, ChannelId id) => channels.FirstOrDefault(channel => channel.Id == id);

    private async Task<WireChannel?> FindChannelAsync(Func<IReadOnlyList<WireChannel>, WireChannel?> find, CancellationToken cancellationToken)
    {
        bool wasKnown = channels.Known is not null;
        IReadOnlyList<WireChannel> known = await channels.GetAsync(cancellationToken).ConfigureAwait(false);
        return find(known) is { } found ? found

            // Made a moment ago: the list may be older than the event that announced it.
            : wasKnown ? find(await channels.GetOtherThanAsync(known, cancellationToken).ConfigureAwait(false))
            : null;
    }

    private Task<IReadOnlyList<WireUser>> MembersAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        lock (membersGate)
        {
            if (membersAskedAt is { } askedAt && time.GetElapsedTime(askedAt) > age)
            {
                members.Forget();
                membersAskedAt = null;
            }

            membersAskedAt ??= time.GetTimestamp();
        }

        return members.GetAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<WireUser>> ListMembersAsync()
    {
        var users = new List<WireUser>();
        await foreach (WireMember member in client.GetMembersAsync(workspace, contains: null, role: null, lifetime).ConfigureAwait(false))
        {
            users.Add(member.User);
        }

        return users;
    }

    private async Task<WireUser?> HolderAsync(string handle, CancellationToken cancellationToken)
    {
        await foreach (WireMember member in client.GetMembersAsync(workspace, handle, role: null, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(member.User.Handle, handle, StringComparison.OrdinalIgnoreCase))
            {
                return member.User;
            }
        }

        return null;
    }
}
