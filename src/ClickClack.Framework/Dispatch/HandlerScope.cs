using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The services of one run of a handler. One that fails when it is disposed of is only logged: the handler has run, and what it returned
/// counts (delivery rule 16).
/// </summary>
internal sealed class HandlerScope(AsyncServiceScope scope, Route route, string trigger, ILogger logger) : IAsyncDisposable
{
    public IServiceProvider Services => scope.ServiceProvider;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it was: the handler is not to run again for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.DisposalFailed(error, route, trigger);
        }
    }
}
