using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Replies;

/// <summary>Turns what a reply says about its place into ids.</summary>
internal sealed class Destinations(ClickClackClient client, WorkspaceDirectory directory, UserId bot, WorkspaceId workspace)
{
    /// <summary>Where a reply to a message goes.</summary>
    /// <exception cref="ApiException">There is no such place.</exception>
    public async ValueTask<Place> OfAsync(Reply reply, Message cause, CancellationToken cancellationToken) => reply.Placement switch
    {
        ReplyPlacement.Target => await OfAsync(reply.Target!, cancellationToken).ConfigureAwait(false),
        ReplyPlacement.Thread => new Place { Thread = (cause.ThreadRoot ?? cause.Id).Value },
        _ when cause.ThreadRoot is { } root => new Place { Thread = root.Value },
        _ when cause.Conversation is { } conversation => new Place { Conversation = conversation.Id.Value },
        _ => new Place { Channel = cause.Channel!.Id.Value, Quote = reply.Placement == ReplyPlacement.InPlace ? cause.Id.Value : null },
    };

    /// <summary>The place of a target.</summary>
    /// <exception cref="ApiException">There is no such place.</exception>
    public async Task<Place> OfAsync(Target target, CancellationToken cancellationToken) => target switch
    {
        Target.Channel channel => new Place { Channel = channel.Id.Value },
        Target.ChannelByName channel => new Place { Channel = (await directory.ChannelIdAsync(channel.Name, cancellationToken).ConfigureAwait(false)).Value },
        Target.Conversation conversation => new Place { Conversation = conversation.Id.Value },
        Target.Thread thread => new Place { Thread = thread.Root.Value },
        Target.User user => await OpenAsync(user.Id, cancellationToken).ConfigureAwait(false),
        Target.UserByHandle user => await OpenAsync(
            await directory.UserIdAsync(user.Handle, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        Target.NewGroup group => new Place { Group = [.. group.Members.Select(member => member.Value)] },
        _ => throw new InvalidOperationException($"unknown target {target.GetType().Name}"),
    };

    /// <summary>Whether a message is where a place is. What it quotes does not count: that cannot be changed.</summary>
    public async ValueTask<bool> IsInAsync(WireMessage message, Place place, CancellationToken cancellationToken) => place switch
    {
        { Thread: { } root } => message.ParentMessageId?.Value == root,
        _ when message.IsReply => false,
        { Channel: { } channel } => message.ChannelId?.Value == channel,
        { Conversation: { } conversation } => message.DirectConversationId?.Value == conversation,
        { Group: { } members } when message.DirectConversationId is { } there => IsOf(
            await client.GetConversationAsync(there, cancellationToken).ConfigureAwait(false), members),
        _ => false,
    };

    /// <summary>
    /// Makes the group of a place. The server makes a new one each time it is asked, so one that an earlier attempt made and did not come
    /// to use is used: of exactly these members, without a message.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="madeAfter">When that attempt can have been, at the earliest; null if there was none.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<Place> WithGroupAsync(Place place, DateTimeOffset? madeAfter, CancellationToken cancellationToken)
    {
        if (madeAfter is { } since && await FindGroupAsync(place.Group!, since, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return place with { Conversation = found.Id.Value };
        }

        WireConversation made = await client
            .CreateGroupAsync(workspace, [.. place.Group!.Select(member => new UserId(member))], cancellationToken).ConfigureAwait(false);
        return place with { Conversation = made.Id.Value };
    }

    private async Task<WireConversation?> FindGroupAsync(IReadOnlyList<string> members, DateTimeOffset since, CancellationToken cancellationToken)
    {
        IReadOnlyList<WireConversation> known = await client.GetConversationsAsync(workspace, cancellationToken).ConfigureAwait(false);
        return known.FirstOrDefault(conversation => conversation.LastSeq == 0
            && conversation.CreatedAt >= since
            && IsOf(conversation, members));
    }

    private bool IsOf(WireConversation conversation, IReadOnlyList<string> members) =>
        conversation.Members.Select(member => member.Id.Value).Where(id => id != bot.Value).ToHashSet(StringComparer.Ordinal).SetEquals(members);

    private async Task<Place> OpenAsync(UserId user, CancellationToken cancellationToken) =>
        new() { Conversation = (await client.OpenConversationAsync(workspace, user, cancellationToken).ConfigureAwait(false)).Id.Value };
}
