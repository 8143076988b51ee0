using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Replies;

/// <summary>Writes a handler's reply where it belongs, under the nonce of its cause: however often it is tried, it becomes visible once.</summary>
internal sealed class ReplyWriter(ClickClackClient client, WorkspaceDirectory directory, OwnMessages own, string bot, string workspace)
{
    /// <summary>Writes.</summary>
    /// <param name="reply">The reply, not blank.</param>
    /// <param name="cause">The message it answers.</param>
    /// <param name="trigger">The trigger key of the cause.</param>
    /// <param name="cancellation">Ends the attempts.</param>
    /// <returns>The id of the message that is now visible.</returns>
    /// <exception cref="ApiException">The server refuses it, and would do so again.</exception>
    public async Task<string> WriteAsync(Reply reply, Message cause, string trigger, CancellationToken cancellation)
    {
        string nonce = Nonce.Of(bot, workspace, trigger, Nonce.FirstReply);
        Destination destination = await PlaceAsync(reply, cause, cancellation).ConfigureAwait(false);
        string? written = null;
        own.Begin(nonce);
        try
        {
            written = await SettleAsync(destination, reply.Text, nonce, cancellation).ConfigureAwait(false);
            return written;
        }
        finally
        {
            own.End(nonce, written);
        }
    }

    private async Task<string> SettleAsync(Destination destination, string text, string nonce, CancellationToken cancellation)
    {
        try
        {
            return (await PostAsync(destination, text, nonce, cancellation).ConfigureAwait(false)).Id;
        }
        catch (QuoteRefusedException) when (destination.Quoted is not null)
        {
            // What we answer was deleted meanwhile. The server compares the nonce before it looks at the quote, so the same nonce serves.
            return await SettleAsync(destination with { Quoted = null }, text, nonce, cancellation).ConfigureAwait(false);
        }
        catch (NonceConflictException conflict)
        {
            // An earlier run answered otherwise, or the answer was edited or deleted since: it has been given, whatever it says now.
            try
            {
                return (await client.GetMessageByNonceAsync(workspace, nonce, cancellation).ConfigureAwait(false)).Id;
            }
            catch (NotVisibleException)
            {
                throw new ApiException(conflict.Message, conflict);
            }
        }
    }

    private Task<WireMessage> PostAsync(Destination destination, string text, string nonce, CancellationToken cancellation)
    {
        var request = new CreateMessageRequest(text, nonce, destination.Quoted);
        return destination.Kind switch
        {
            DestinationKind.Channel => client.CreateChannelMessageAsync(destination.Id, request, cancellation),
            DestinationKind.Conversation => client.CreateDirectMessageAsync(destination.Id, request, cancellation),
            DestinationKind.Thread => client.CreateReplyAsync(destination.Id, request, cancellation),
            _ => throw new InvalidOperationException($"unknown destination {destination.Kind}"),
        };
    }

    private async ValueTask<Destination> PlaceAsync(Reply reply, Message cause, CancellationToken cancellation) => reply.Placement switch
    {
        ReplyPlacement.Target => await ResolveAsync(reply.Target!, cancellation).ConfigureAwait(false),
        ReplyPlacement.Thread => new Destination(DestinationKind.Thread, (cause.ThreadRoot ?? cause.Id).Value),
        _ when cause.ThreadRoot is { } root => new Destination(DestinationKind.Thread, root.Value),
        _ when cause.Conversation is { } conversation => new Destination(DestinationKind.Conversation, conversation.Id.Value),
        _ => new Destination(
            DestinationKind.Channel, cause.Channel!.Id.Value, reply.Placement == ReplyPlacement.InPlace ? cause.Id.Value : null),
    };

    private async Task<Destination> ResolveAsync(Target target, CancellationToken cancellation) => target switch
    {
        Target.Channel channel => new Destination(DestinationKind.Channel, channel.Id.Value),
        Target.ChannelByName channel => new Destination(
            DestinationKind.Channel, await directory.ChannelIdAsync(channel.Name, cancellation).ConfigureAwait(false)),
        Target.Conversation conversation => new Destination(DestinationKind.Conversation, conversation.Id.Value),
        Target.Thread thread => new Destination(DestinationKind.Thread, thread.Root.Value),
        Target.User user => await OpenAsync(user.Id.Value, cancellation).ConfigureAwait(false),
        Target.UserByHandle user => await OpenAsync(
            await directory.UserIdAsync(user.Handle, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"unknown target {target.GetType().Name}"),
    };

    private async Task<Destination> OpenAsync(string user, CancellationToken cancellation) => new(
        DestinationKind.Conversation, (await client.OpenConversationAsync(workspace, user, cancellation).ConfigureAwait(false)).Id);

    private enum DestinationKind
    {
        Channel,
        Conversation,
        Thread,
    }

    /// <summary>Where a message is posted.</summary>
    /// <param name="Kind">The kind of place.</param>
    /// <param name="Id">The channel's, conversation's or root message's id.</param>
    /// <param name="Quoted">The id of the message to quote, or null.</param>
    private sealed record Destination(DestinationKind Kind, string Id, string? Quoted = null);
}
