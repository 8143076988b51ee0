using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    private const string NotPinned = "pinned message not found";

    /// <summary>The pinned messages of a channel, newest pin first: <c>GET /api/channels/{c}/pins</c>. Needs <c>messages:read</c>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="limit">How many, 1 to 100; the server takes anything else for 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WireMessage>> GetPinsAsync(ChannelId channel, int limit = 100, CancellationToken cancellationToken = default) =>
        (await CallAsync<MessagesEnvelope>(Page($"api/channels/{Segment(channel.Value)}/pins?limit={limit}"), cancellationToken)
            .ConfigureAwait(false)).Messages;

    /// <summary>Pins a message, a reply too: <c>POST /api/channels/{c}/pins</c>. Needs <c>messages:write</c>. Never repeated.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConflictException">It is pinned already.</exception>
    /// <exception cref="QuotaExceededException">100 messages are pinned.</exception>
    public async Task<WirePin> PinAsync(ChannelId channel, MessageId message, CancellationToken cancellationToken = default) =>
        (await SendAsync<PinRequest, PinEnvelope>(
            HttpMethod.Post, $"api/channels/{Segment(channel.Value)}/pins", new PinRequest(message), Repeat.Never, cancellationToken)
            .ConfigureAwait(false)).PinnedMessage;

    /// <summary>Unpins a message: <c>DELETE /api/channels/{c}/pins/{m}</c>. Needs <c>messages:write</c>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">It is not pinned.</exception>
    public async Task UnpinAsync(ChannelId channel, MessageId message, CancellationToken cancellationToken = default)
    {
        var call = new ApiCall(
            HttpMethod.Delete, $"api/channels/{Segment(channel.Value)}/pins/{Segment(message.Value)}", Repeat.Freely);
        try
        {
            await CallAsync<Acknowledgement>(call, cancellationToken).ConfigureAwait(false);
        }
        catch (NotVisibleException error) when (call.Attempts > 1 && error.ServerText == NotPinned)
        {
            // An earlier attempt did it, and its answer was lost.
        }
    }
}
