using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>Turns an event into the message it announces: fetches it, and finds out what the event does not tell about its place.</summary>
internal sealed class MessageReader(Hydration hydration, WorkspaceDirectory directory, BotIdentity bot, TimeProvider time)
{
    /// <summary>A message can be announced a moment before it can be read.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(1);

    /// <summary>Fetches the message an event announces.</summary>
    /// <exception cref="NotVisibleException">It is not there, also a moment later.</exception>
    public async Task<WireMessage> FetchAsync(WireEvent announced, CancellationToken cancellationToken)
    {
        WireMessage wire;
        try
        {
            wire = await hydration.FetchAsync(announced, cancellationToken).ConfigureAwait(false);
        }
        catch (NotVisibleException)
        {
            await Task.Delay(SecondLook, time, cancellationToken).ConfigureAwait(false);
            wire = await hydration.FetchAsync(announced, cancellationToken).ConfigureAwait(false);
        }

        hydration.Release(announced);
        if (wire.Author is { } author)
        {
            directory.Learn(author);
        }

        return wire;
    }

    /// <summary>Makes what handlers see.</summary>
    public async Task<Message> ComposeAsync(WireMessage wire, CancellationToken cancellationToken)
    {
        MessageChannel? channel = null;
        MessageConversation? conversation = null;
        if (wire.DirectConversationId is { Value.Length: > 0 } conversationId)
        {
            conversation = new MessageConversation(
                conversationId, await directory.IsGroupAsync(conversationId, cancellationToken).ConfigureAwait(false));
        }
        else
        {
            ChannelId channelId = wire.ChannelId ?? new ChannelId("");
            channel = new MessageChannel(
                channelId, await directory.ChannelNameAsync(channelId, cancellationToken).ConfigureAwait(false) ?? channelId.Value);
        }

        return new Message
        {
            Id = wire.Id,
            Author = new Author(
                wire.AuthorId, wire.Author?.DisplayName ?? "", wire.Author?.Handle ?? "", wire.Author?.IsBot == true),
            Body = wire.Body,
            Text = Mentions.WithoutLeading(wire.Body, bot.Handle),
            Channel = channel,
            Conversation = conversation,
            ThreadRoot = wire.IsReply ? wire.ParentMessageId : null,
            CreatedAt = wire.CreatedAt,
        };
    }

    /// <summary>What the event alone tells; whatever it does not tell counts as possible.</summary>
    public Evidence Guess(WireEvent wire)
    {
        bool isNew = wire.Type is EventTypes.MessageCreated or EventTypes.ThreadReplyCreated;
        bool isReply = isNew ? wire.Type == EventTypes.ThreadReplyCreated : ThreadOf(wire) is not null;

        // Of an edit no event tells whom it mentions.
        bool mentioned = !isNew || wire.MentionedUserIds is { } mentions && mentions.Contains(bot.UserId.Value, StringComparer.Ordinal);
        if (wire.PayloadText("direct_conversation_id") is not { } conversation)
        {
            return new Evidence(
                isReply ? Places.ChannelThread : Places.ChannelRoot,
                wire.ChannelId,
                wire.ChannelId is { } id ? directory.KnownChannelName(new ChannelId(id)) : null,
                mentioned);
        }

        Places places = (isReply, directory.KnownIsGroup(new DirectConversationId(conversation))) switch
        {
            (false, true) => Places.GroupDmRoot,
            (false, false) => Places.DmRoot,
            (false, null) => Places.GroupDmRoot | Places.DmRoot,
            (true, true) => Places.GroupDmThread,
            (true, false) => Places.DmThread,
            (true, null) => Places.GroupDmThread | Places.DmThread,
        };

        // The server computes no mentions for root messages of conversations (3.4 of the protocol); only the text can tell.
        return new Evidence(places, null, null, mentioned || (places & Places.GroupDmRoot) != 0);
    }

    /// <summary>The root of the thread that a message is in; null for a root, which some events name as its own.</summary>
    public static string? ThreadOf(WireEvent wire) =>
        wire.PayloadText("root_message_id") is { } root && root != wire.PayloadText("message_id") ? root : null;

    /// <summary>What is certain once the message is there.</summary>
    public Evidence Know(WireEvent wire, Message message) =>
        Know(message, wire.MentionedUserIds is { } mentions && mentions.Contains(bot.UserId.Value, StringComparer.Ordinal));

    /// <summary>What is certain of a message whose event is no longer there: whom it mentions is read from it, as the server does.</summary>
    public Evidence Know(Message message) => Know(
        message, message is not { Conversation: not null, IsReply: false } && Mentions.Contains(message.Body, bot.Handle));

    private Evidence Know(Message message, bool mentionedByEvent)
    {
        Places place = (message.Conversation, message.IsReply) switch
        {
            (null, false) => Places.ChannelRoot,
            (null, true) => Places.ChannelThread,
            ({ IsGroup: false }, false) => Places.DmRoot,
            ({ IsGroup: false }, true) => Places.DmThread,
            ({ IsGroup: true }, false) => Places.GroupDmRoot,
            ({ IsGroup: true }, true) => Places.GroupDmThread,
        };
        bool mentioned = place == Places.GroupDmRoot
            ? Mentions.Contains(message.Body, bot.Handle)
            : mentionedByEvent;
        return new Evidence(place, message.Channel?.Id.Value, message.Channel?.Name, mentioned);
    }
}
