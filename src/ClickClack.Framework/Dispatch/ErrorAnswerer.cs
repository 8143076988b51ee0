using ClickClack.Client;
using ClickClack.Replies;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The last word on a message whose handler failed on its last attempt (delivery rule 17): its error handler runs once, and what it
/// answers is written under slots of its own. By then the message is in the dead letters, and nothing that happens here changes that.
/// </summary>
internal sealed class ErrorAnswerer(HandlerRunner runner, FileSpool spool, AnswerWriter replies, Journal journal, ILogger logger)
{
    /// <summary>Runs the error handler of a route, if it has one for that error.</summary>
    /// <param name="failed">The route whose handler failed.</param>
    /// <param name="message">The message it handled.</param>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="error">What it threw last.</param>
    /// <param name="cancellationToken">Ends the run and the attempts to write.</param>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    /// <exception cref="OperationCanceledException">The time is over. What is planned stays in the journal.</exception>
    public async Task AnswerAsync(Route failed, Message message, string trigger, Exception error, CancellationToken cancellationToken)
    {
        if (failed.ErrorRoute(error) is not { } route)
        {
            return;
        }

        IReadOnlyList<SpooledReply> said = [];
        try
        {
            said = await runner.RunOnceAsync(
                route, message, trigger, answer => spool.TakeAsync(answer.Replies, cancellationToken), cancellationToken).ConfigureAwait(false);
            await replies.WriteAsync(said, message, trigger, AnswerSlots.Error, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!(failure is UnauthorizedException || cancellationToken.IsCancellationRequested))
        {
            logger.ErrorHandlerFailed(failure, route, trigger);
            journal.Finish(trigger);
        }
        finally
        {
            foreach (SpooledReply reply in said)
            {
                reply.Dispose();
            }
        }
    }
}
