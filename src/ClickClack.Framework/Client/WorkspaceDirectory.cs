using System.Collections.Concurrent;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>
/// Who and what there is in the workspace: names of channels, kinds of conversations and of authors. What is known is answered at
/// once; the rest is asked for, once for any number of callers.
/// </summary>
/// <param name="client">Asks.</param>
/// <param name="workspace">The workspace's id.</param>
/// <param name="lifetime">Ends what is still being asked: a question is everybody's, so no single caller's cancellation ends it.</param>
internal sealed class WorkspaceDirectory(ClickClackClient client, string workspace, CancellationToken lifetime)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> bots = new(StringComparer.Ordinal);
    private volatile Task<WireChannel[]>? channels;

    /// <summary>The name of a channel if it is known already.</summary>
    public string? KnownChannelName(string id) =>
        channels is { IsCompletedSuccessfully: true } known ? Find(known.Result, id)?.Name : null;

    /// <summary>Whether a conversation is a group, if it is known already.</summary>
    public bool? KnownIsGroup(string conversation) =>
        groups.TryGetValue(conversation, out Lazy<Task<bool>>? known) && known is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? known.Value.Result
            : null;

    /// <summary>Whether a user is a bot, if it is known already.</summary>
    public bool? KnownIsBot(string user) => bots.TryGetValue(user, out bool bot) ? bot : null;

    /// <summary>Remembers a user who was seen as the author of a message.</summary>
    public void Learn(WireUser user) => bots[user.Id] = user.Kind == WireUser.BotKind;

    /// <summary>Forgets the channels: one was made or renamed.</summary>
    public void ForgetChannels() => channels = null;

    /// <summary>The name of a channel, or null if the server does not list it.</summary>
    public async Task<string?> ChannelNameAsync(string id, CancellationToken cancellation)
    {
        WireChannel? channel = Find(await ChannelsAsync(cancellation).ConfigureAwait(false), id);
        if (channel is null)
        {
            // Made a moment ago: the list may be older than the event that announced it.
            ForgetChannels();
            channel = Find(await ChannelsAsync(cancellation).ConfigureAwait(false), id);
        }

        return channel?.Name;
    }

    /// <summary>The id of a channel by its name.</summary>
    /// <exception cref="NotVisibleException">There is no such channel.</exception>
    public async Task<string> ChannelIdAsync(string name, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            foreach (WireChannel channel in await ChannelsAsync(cancellation).ConfigureAwait(false))
            {
                if (channel.Name == name)
                {
                    return channel.Id;
                }
            }

            ForgetChannels();
        }

        throw new NotVisibleException($"there is no channel \"{name}\"");
    }

    /// <summary>The id of a member by handle.</summary>
    /// <exception cref="NotVisibleException">There is no such member.</exception>
    public async Task<string> UserIdAsync(string handle, CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            MembersEnvelope page = await client.FindMembersAsync(workspace, handle, cursor, cancellation).ConfigureAwait(false);
            foreach (WireMember member in page.Members)
            {
                if (string.Equals(member.User.Handle, handle, StringComparison.OrdinalIgnoreCase))
                {
                    return member.User.Id;
                }
            }

            cursor = page.NextCursor;
        }
        while (!string.IsNullOrEmpty(cursor));

        throw new NotVisibleException($"there is nobody with the handle @{handle}");
    }

    /// <summary>Whether a conversation has more than two members. That never changes: every other set of people is another conversation.</summary>
    public async Task<bool> IsGroupAsync(string conversation, CancellationToken cancellation)
    {
        Lazy<Task<bool>> asked = groups.GetOrAdd(conversation, id => new Lazy<Task<bool>>(() => AskAsync(id)));
        try
        {
            return await asked.Value.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (ApiException)
        {
            groups.TryRemove(new KeyValuePair<string, Lazy<Task<bool>>>(conversation, asked));
            throw;
        }

        async Task<bool> AskAsync(string id) =>
            (await client.GetConversationAsync(id, lifetime).ConfigureAwait(false)).Members.Length > 2;
    }

    private async Task<WireChannel[]> ChannelsAsync(CancellationToken cancellation)
    {
        Task<WireChannel[]> asked = channels ??= client.GetChannelsAsync(workspace, lifetime);
        try
        {
            return await asked.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (ApiException)
        {
            _ = Interlocked.CompareExchange(ref channels, null, asked);
            throw;
        }
    }

    private static WireChannel? Find(WireChannel[] channels, string id) => Array.Find(channels, channel => channel.Id == id);
}
