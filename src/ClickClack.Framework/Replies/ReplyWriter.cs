using System.Diagnostics;
using ClickClack.Client;
using ClickClack.Telemetry;

namespace ClickClack.Replies;

/// <summary>Writes a handler's reply where it belongs, under the nonce of its cause: however often it is tried, it becomes visible once.</summary>
internal sealed class ReplyWriter(
    ClickClackClient client, WorkspaceDirectory directory, OwnMessages own, UserId bot, WorkspaceId workspace, BotMetrics metrics)
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
        using Activity? span = ReplyMeasurement.Start();
        string nonce = Nonce.Of(bot.Value, workspace.Value, trigger, Nonce.FirstReply);
        Destination destination = await PlaceAsync(reply, cause, cancellation).ConfigureAwait(false);
        string? written = null;
        own.Begin(nonce);
        try
        {
            written = await PostAsync(destination, reply.Text, nonce, cancellation).ConfigureAwait(false);
            return written;
        }
        finally
        {
            own.End(nonce, written);
        }
    }

    private async Task<string> PostAsync(Destination destination, string text, string nonce, CancellationToken cancellation)
    {
        try
        {
            var message = new NewMessage(text) { Nonce = nonce, QuotedMessageId = destination.Quoted };

            // Whatever stands under the nonce: an earlier run's other answer, or one that was edited or deleted since. It has been given.
            return (await destination.CreateAsync(client, message, cancellation).ConfigureAwait(false)).Counted(metrics).Message.Id.Value;
        }
        catch (QuoteRefusedException) when (destination.Quoted is not null)
        {
            // What we answer was deleted meanwhile. The server compares the nonce before it looks at the quote, so the same nonce serves.
            return await PostAsync(destination with { Quoted = null }, text, nonce, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<Destination> PlaceAsync(Reply reply, Message cause, CancellationToken cancellation) => reply.Placement switch
    {
        ReplyPlacement.Target => await ResolveAsync(reply.Target!, cancellation).ConfigureAwait(false),
        ReplyPlacement.Thread => new ThreadDestination(cause.ThreadRoot ?? cause.Id),
        _ when cause.ThreadRoot is { } root => new ThreadDestination(root),
        _ when cause.Conversation is { } conversation => new ConversationDestination(conversation.Id),
        _ => new ChannelDestination(cause.Channel!.Id) { Quoted = reply.Placement == ReplyPlacement.InPlace ? cause.Id : null },
    };

    private async Task<Destination> ResolveAsync(Target target, CancellationToken cancellation) => target switch
    {
        Target.Channel channel => new ChannelDestination(channel.Id),
        Target.ChannelByName channel => new ChannelDestination(await directory.ChannelIdAsync(channel.Name, cancellation).ConfigureAwait(false)),
        Target.Conversation conversation => new ConversationDestination(conversation.Id),
        Target.Thread thread => new ThreadDestination(thread.Root),
        Target.User user => await OpenAsync(user.Id, cancellation).ConfigureAwait(false),
        Target.UserByHandle user => await OpenAsync(
            await directory.UserIdAsync(user.Handle, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"unknown target {target.GetType().Name}"),
    };

    private async Task<Destination> OpenAsync(UserId user, CancellationToken cancellation) =>
        new ConversationDestination((await client.OpenConversationAsync(workspace, user, cancellation).ConfigureAwait(false)).Id);
}
