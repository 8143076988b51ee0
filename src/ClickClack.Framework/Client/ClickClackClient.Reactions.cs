using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>Gives a reaction: <c>POST /api/messages/{m}/reactions</c>. Needs <c>messages:write</c>, and <c>dms:write</c> in a direct conversation. Again is no error.</summary>
    /// <param name="message">The message.</param>
    /// <param name="emoji">Any text that is not blank; normally one emoji.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>All reactions of the message now.</returns>
    public async Task<IReadOnlyList<WireReaction>> AddReactionAsync(MessageId message, string emoji, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(emoji);
        return (await SendAsync<ReactionRequest, ReactionsEnvelope>(
            HttpMethod.Post, $"api/messages/{Segment(message.Value)}/reactions", new ReactionRequest(emoji), Repeat.Freely, cancellationToken)
            .ConfigureAwait(false)).Reactions;
    }

    /// <summary>Takes the bot's reaction back: <c>DELETE /api/messages/{m}/reactions/{emoji}</c>. Scopes as for giving it. Again is no error.</summary>
    /// <param name="message">The message.</param>
    /// <param name="emoji">The reaction.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>All reactions of the message now.</returns>
    public async Task<IReadOnlyList<WireReaction>> RemoveReactionAsync(MessageId message, string emoji, CancellationToken cancellationToken = default) =>
        (await CallAsync<ReactionsEnvelope>(
            new ApiCall(HttpMethod.Delete, $"api/messages/{Segment(message.Value)}/reactions/{Segment(emoji)}", Repeat.Freely), cancellationToken)
            .ConfigureAwait(false)).Reactions;
}
