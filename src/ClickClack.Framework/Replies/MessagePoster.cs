using System.Diagnostics;
using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>Writes single messages under their nonces: however often it is tried, each becomes visible once.</summary>
internal sealed class MessagePoster(ClickClackClient client, OwnMessages own, WorkspaceId workspace, ILogger logger)
{
    /// <summary>Counts what is written; null for not at all.</summary>
    public BotMetrics? Metrics { get; init; }

    /// <summary>Writes.</summary>
    /// <returns>What is visible under the nonce, and how it came there.</returns>
    /// <exception cref="ApiException">The server refuses it, and would do so again.</exception>
    public async Task<CreatedMessage> PostAsync(Place place, string body, string nonce, CancellationToken cancellationToken)
    {
        using Activity? span = Metrics is null ? null : ReplyMeasurement.Start();
        string? written = null;
        own.Begin(nonce);
        try
        {
            CreatedMessage created = await CreateAsync(place, body, nonce, cancellationToken).ConfigureAwait(false);
            written = created.Message.Id.Value;
            return Metrics is null ? created : created.Counted(Metrics);
        }
        finally
        {
            own.End(nonce, written);
        }
    }

    /// <summary>Lets a message carry a file. One that was deleted meanwhile carries nothing any more, which is right.</summary>
    public async Task AttachAsync(MessageId message, UploadId upload, CancellationToken cancellationToken)
    {
        try
        {
            await client.AttachAsync(message, upload, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidRequestException error)
        {
            logger.NotAttached(message.Value, error.Message);
        }
    }

    /// <summary>The bot's message under a nonce, deleted or not; null if there is none.</summary>
    public async Task<WireMessage?> FindAsync(string nonce, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetMessageByNonceAsync(workspace, nonce, cancellationToken).ConfigureAwait(false);
        }
        catch (NotVisibleException)
        {
            return null;
        }
    }

    private async Task<CreatedMessage> CreateAsync(Place place, string body, string nonce, CancellationToken cancellationToken)
    {
        try
        {
            return await place.CreateAsync(client, body, nonce, cancellationToken).ConfigureAwait(false);
        }
        catch (QuoteRefusedException) when (place.Quote is not null)
        {
            // What is quoted was deleted meanwhile. The server compares the nonce before it looks at the quote, so the same nonce serves.
            return await (place with { Quote = null }).CreateAsync(client, body, nonce, cancellationToken).ConfigureAwait(false);
        }
    }
}
