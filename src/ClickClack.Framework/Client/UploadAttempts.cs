using System.Runtime.ExceptionServices;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>
/// The attempts of one upload. What became of one whose answer was lost is asked first: the file may be there, and need not be sent again,
/// or cannot be.
/// </summary>
/// <param name="call">Sends.</param>
/// <param name="lookUp">Asks for what is there under the nonce.</param>
/// <param name="source">The file.</param>
/// <param name="asksFirst">Whether it may be there before the first attempt.</param>
internal sealed class UploadAttempts(ApiCall call, ApiCall lookUp, UploadSource source, bool asksFirst)
{
    /// <summary>
    /// How often a file is sent without an answer. The server cuts an upload after 30 seconds, so what is too slow stays so, and a
    /// refusal amid the sending looks like a broken connection.
    /// </summary>
    private const int MostSendings = 3;

    /// <summary>Makes the next attempt.</summary>
    public async Task<WireUpload> NextAsync(ApiTransport transport, CancellationToken cancellationToken)
    {
        if ((asksFirst || call.Attempts > 0) && await FindAsync(transport, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        if (source.IsSpent || source.Sendings >= MostSendings)
        {
            throw new AttemptsEndedException(new UnavailableException(source.IsSpent
                ? $"{call.Endpoint}: no answer says that the file arrived, and it cannot be read a second time"
                : $"{call.Endpoint}: the file was sent {MostSendings} times without arriving; the server takes 30 s for one, no longer")
            {
                Endpoint = call.Endpoint,
                CorrelationId = call.CorrelationId,
                OutcomeUnknown = true,
            });
        }

        try
        {
            return (await transport.AttemptAsync<UploadEnvelope>(call, cancellationToken).ConfigureAwait(false)).Upload;
        }
        catch when (source.Failure is not null)
        {
            // The caller's stream failed, not the network: the caller gets what it threw.
            ExceptionDispatchInfo.Throw(source.Failure);
            throw;
        }
        catch (UnavailableException error) when (source.EndedAtLimit)
        {
            // A server that takes no more may close the connection before its answer, or ours, gets through.
            throw new TooLargeException(UploadContent.TooLarge, error) { Endpoint = call.Endpoint, CorrelationId = call.CorrelationId };
        }
    }

    private async Task<WireUpload?> FindAsync(ApiTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            return (await transport.AttemptAsync<UploadEnvelope>(lookUp, cancellationToken).ConfigureAwait(false)).Upload;
        }
        catch (NotVisibleException)
        {
            return null;
        }
    }
}
