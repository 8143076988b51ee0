using System.Net;
using ClickClack.Client;

namespace ClickClack.Realtime;

/// <summary>
/// Asks until there is an answer of the server's own. The questions asked through it are right, always, and the server has been a
/// ClickClack server before: a fault that it reports as 400 (5.3 of the protocol), and a page of something in between, pass.
/// </summary>
internal sealed class PatientCalls(IConnectionObserver observer, TimeProvider time)
{
    /// <summary>Asks.</summary>
    /// <exception cref="ApiException">The server refuses, and would do so again.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var backoff = new Backoff();
        while (true)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (ApiException error) when (
                error is UnavailableException or ProtocolException || error.Status == HttpStatusCode.BadRequest)
            {
                observer.Unavailable(error);
                await Task.Delay(backoff.Next(), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
