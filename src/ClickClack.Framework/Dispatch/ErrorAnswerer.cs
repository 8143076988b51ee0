using ClickClack.Client;
using ClickClack.Replies;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The last word on a message whose handler failed on its last attempt (delivery rule 17): its error handler runs once, and what it
/// answers is written under slots of its own. By then the message is in the dead letters, and nothing that happens here changes that.
/// </summary>
/// <param name="runner">Runs error handlers.</param>
/// <param name="spool">Puts files aside.</param>
/// <param name="replies">Writes.</param>
/// <param name="journal">Keeps what takes several writes.</param>
/// <param name="showsFailures">Whether the framework says a word of its own where no error handler does.</param>
/// <param name="logger">The log.</param>
internal sealed class ErrorAnswerer(HandlerRunner runner, FileSpool spool, AnswerWriter replies, Journal journal, bool showsFailures, ILogger logger)
{
    /// <summary>What people see who would see nothing. What went wrong is not their affair, and may be secret.</summary>
    private const string Notice = "The handler failed, see the bot's terminal.";

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
        Route? route = failed.ErrorRoute(error);
        IReadOnlyList<SpooledReply>? said = null;
        try
        {
            said = route is null ? null : await RunAsync(route, message, trigger, cancellationToken).ConfigureAwait(false);
            said ??= showsFailures ? await spool.TakeAsync([Reply.InPlace(Notice)], cancellationToken).ConfigureAwait(false) : [];
            await replies.WriteAsync(said, message, trigger, AnswerSlots.Error, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!(failure is UnauthorizedException || cancellationToken.IsCancellationRequested))
        {
            if (route is null)
            {
                logger.FailureNotShown(trigger, failure.Message);
            }
            else
            {
                runner.Failures.ErrorHandlerFailed(failure, route, trigger);
            }

            journal.Finish(trigger);
        }
        finally
        {
            foreach (SpooledReply reply in said ?? [])
            {
                reply.Dispose();
            }
        }
    }

    /// <summary>What an error handler says; null if it failed.</summary>
    private async Task<IReadOnlyList<SpooledReply>?> RunAsync(Route route, Message message, string trigger, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunOnceAsync(
                route, message, trigger, answer => spool.TakeAsync(answer.Replies, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!(failure is UnauthorizedException || cancellationToken.IsCancellationRequested))
        {
            runner.Failures.ErrorHandlerFailed(failure, route, trigger);
            journal.Finish(trigger);
            return null;
        }
    }
}
