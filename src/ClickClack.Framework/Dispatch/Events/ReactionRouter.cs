using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>
/// Which route takes a reaction. Its event tells nearly all of that: the message reacted to is fetched only if its thread decides between
/// routes, or the handler takes it.
/// </summary>
internal sealed class ReactionRouter(
    BotIdentity bot, RouteTable routes, MessageReader reader, WorkspaceDirectory directory, MessageGuards guards, DeadLetters deadLetters)
{
    private static readonly Places[] Single =
        [Places.ChannelRoot, Places.ChannelThread, Places.DmRoot, Places.DmThread, Places.GroupDmRoot, Places.GroupDmThread];

    /// <summary>Whether an event is a reaction, given or taken back.</summary>
    public static bool IsReaction(WireEvent wire) => wire.Type is EventTypes.ReactionAdded or EventTypes.ReactionRemoved;

    /// <summary>Whether any route can apply, judged by the event alone.</summary>
    public bool MayMatch(WireEvent wire)
    {
        string? channel = wire.PayloadText("direct_conversation_id") is null ? wire.ChannelId : null;
        Places places = PlacesOf(wire);
        return MayMatch(name: null)
            && (channel is null || directory.KnownChannelName(new ChannelId(channel)) is not { } known || MayMatch(known));

        // Without the name first: nobody looks anything up for a bot that listens to no reactions.
        bool MayMatch(string? name) =>
            routes.MatchReaction(new Evidence(places, channel, name, mentionsBot: true), EmojiOf(wire), IsRemoved(wire)) is not null;
    }

    /// <summary>Why the event alone shows that a reaction which a route may take is nobody's business; null if it may be somebody's.</summary>
    public string? WhyNot(EventEntry entry)
    {
        WireEvent wire = entry.Event;
        return wire.PayloadText("message_id") is not { Length: > 0 } || wire.PayloadText("user_id") is not { Length: > 0 } user ? DropReason.NoMessage
            : user == bot.UserId.Value ? DropReason.OwnReaction
            : deadLetters.Contains(entry.Key) ? DropReason.DeadLetter
            : guards.WhyNotKnown(new UserId(user), HomeOf(wire), wire.CreatedAt);
    }

    /// <summary>Finds the route of a reaction.</summary>
    /// <returns>The route, and the reaction in the form of a message; or why there is none.</returns>
    /// <exception cref="NotVisibleException">The message reacted to decides, and is gone.</exception>
    public async Task<(Route? Route, Message? Message, string? Denied)> FindAsync(WireEvent wire, CancellationToken cancellationToken)
    {
        Author author = await AuthorAsync(new UserId(wire.PayloadText("user_id")!), cancellationToken).ConfigureAwait(false);
        if (guards.WhyNot(author.Id, author.Handle, author.IsBot) is { } reason)
        {
            return (null, null, reason);
        }

        if (guards.NamesByHandle(author) && !await directory.HoldsAsync(author.Id, author.Handle, cancellationToken).ConfigureAwait(false))
        {
            // The list of members is a few minutes old. Whose handle was given up meanwhile is admitted by none.
            author = author with { Handle = "" };
            if (guards.WhyNot(author.Id, author.Handle, author.IsBot) is { } refused)
            {
                return (null, null, refused);
            }
        }

        Reaction reaction = await ComposeAsync(wire, cancellationToken).ConfigureAwait(false);
        var cause = new ReactionCause(reaction, author, wire, IsLocated: wire.Seq is not null);
        MessageId? threadRoot = null;
        if (!TryDecide(wire, reaction, PlacesOf(wire, reaction.Conversation), out Route? route))
        {
            Message message = await FetchAsync(cause, cancellationToken).ConfigureAwait(false);
            threadRoot = message.ThreadRoot;
            cause = cause with { IsLocated = true };
            TryDecide(wire, reaction, message.IsReply ? Places.Thread : Places.Anywhere & ~Places.Thread, out route);
        }

        if (route is null)
        {
            return (null, null, DropReason.NothingMatches);
        }

        // A reaction is meant for nobody, so it is meant for the bot as much as it can be.
        Message handled = cause.ToMessage(threadRoot);
        return await guards.WhyNotAsync(route, handled, mentioned: true, cancellationToken).ConfigureAwait(false) is { } denied
            ? (null, null, denied)
            : (route.For(cause), handled, null);
    }

    /// <summary>The message reacted to, if a route's handler takes it, else what it is handled as.</summary>
    /// <exception cref="NotVisibleException">It is gone.</exception>
    public async Task<Message> ReadAsync(Route route, Message handled, CancellationToken cancellationToken) =>
        route.Description.NeedsMessage && route.Reaction is { } cause ? await FetchAsync(cause, cancellationToken).ConfigureAwait(false) : handled;

    /// <summary>What is handled, with its thread, where an answer goes. Of a message nothing needs to be found out.</summary>
    /// <exception cref="NotVisibleException">The message reacted to is gone.</exception>
    public async ValueTask<Message> LocateAsync(Route route, Message handled, CancellationToken cancellationToken) =>
        route.Reaction is { IsLocated: false } cause && !route.Description.NeedsMessage
            ? await FetchAsync(cause, cancellationToken).ConfigureAwait(false)
            : handled;

    /// <summary>What an error handler sees of what was handled: of a reaction the message reacted to; null if that is gone.</summary>
    public async ValueTask<Message?> ReadForErrorAsync(Route failed, Message handled, CancellationToken cancellationToken)
    {
        try
        {
            return failed.Reaction is { } cause && !failed.Description.NeedsMessage
                ? await FetchAsync(cause, cancellationToken).ConfigureAwait(false)
                : handled;
        }
        catch (ApiException error) when (error is not UnauthorizedException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsRemoved(WireEvent wire) => wire.Type == EventTypes.ReactionRemoved;

    private static string EmojiOf(WireEvent wire) => wire.PayloadText("emoji") ?? "";

    private static string HomeOf(WireEvent wire) => wire.PayloadText("direct_conversation_id") ?? wire.ChannelId ?? "";

    private Places PlacesOf(WireEvent wire)
    {
        bool? isGroup = wire.PayloadText("direct_conversation_id") is { } id ? directory.KnownIsGroup(new DirectConversationId(id)) : null;
        return PlacesOf(wire, isDirect: wire.PayloadText("direct_conversation_id") is not null, isGroup);
    }

    private static Places PlacesOf(WireEvent wire, MessageConversation? conversation) => PlacesOf(wire, conversation is not null, conversation?.IsGroup);

    /// <summary>Where the message can be. Only a root message's event has a number; without one it can be either.</summary>
    private static Places PlacesOf(WireEvent wire, bool isDirect, bool? isGroup)
    {
        Places home = !isDirect ? Places.Channel
            : isGroup switch
            {
                null => Places.Anywhere & ~Places.Channel,
                true => Places.GroupDmRoot | Places.GroupDmThread,
                false => Places.Dm,
            };
        return wire.Seq is null ? home : home & ~Places.Thread;
    }

    /// <summary>Finds the route, if it is the same in all places that are possible.</summary>
    private bool TryDecide(WireEvent wire, Reaction reaction, Places possible, out Route? route)
    {
        Places home = PlacesOf(new WireEvent(), reaction.Conversation);
        bool isFirst = true;
        route = null;
        foreach (Places place in Single)
        {
            if ((possible & home & place) == 0)
            {
                continue;
            }

            var evidence = new Evidence(place, reaction.Channel?.Id.Value, reaction.Channel?.Name, mentionsBot: true);
            Route? winner = routes.MatchReaction(evidence, reaction.Emoji, IsRemoved(wire));
            if (!isFirst && !ReferenceEquals(winner?.Description, route?.Description))
            {
                return false;
            }

            isFirst = false;
            route = winner;
        }

        return true;
    }

    private async Task<Message> FetchAsync(ReactionCause cause, CancellationToken cancellationToken) =>
        await reader.ComposeAsync(await reader.FetchAsync(cause.Event, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<Reaction> ComposeAsync(WireEvent wire, CancellationToken cancellationToken)
    {
        MessageChannel? channel = null;
        MessageConversation? conversation = null;
        if (wire.PayloadText("direct_conversation_id") is { } direct)
        {
            var id = new DirectConversationId(direct);
            conversation = new MessageConversation(id, await directory.IsGroupAsync(id, cancellationToken).ConfigureAwait(false));
        }
        else
        {
            var id = new ChannelId(wire.ChannelId ?? "");
            channel = new MessageChannel(id, await directory.ChannelNameAsync(id, cancellationToken).ConfigureAwait(false) ?? id.Value);
        }

        return new Reaction
        {
            MessageId = new MessageId(wire.PayloadText("message_id")!),
            Emoji = EmojiOf(wire),
            UserId = new UserId(wire.PayloadText("user_id")!),
            IsRemoved = IsRemoved(wire),
            Count = wire.Details.Number("count") ?? 0,
            Channel = channel,
            Conversation = conversation,
            CreatedAt = wire.CreatedAt,
        };
    }

    /// <summary>Who reacted. Whether that is a bot, no event tells (delivery rule 15): the list of members does.</summary>
    private async Task<Author> AuthorAsync(UserId id, CancellationToken cancellationToken)
    {
        try
        {
            WireUser user = await directory.UserAsync(id, cancellationToken).ConfigureAwait(false);
            return new Author(user.Id, user.DisplayName, user.Handle, user.IsBot);
        }
        catch (NotVisibleException)
        {
            // Left the workspace since.
            return new Author(id, "", "");
        }
    }
}
