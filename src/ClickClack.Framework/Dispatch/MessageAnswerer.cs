using System.Runtime.ExceptionServices;
using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Replies;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>The second half of a message's way: fetched, routed, handled, answered; or given up, with the reason on record.</summary>
internal sealed class MessageAnswerer(
    BotIdentity bot,
    RouteTable routes,
    Admission admission,
    MessageReader reader,
    HandlerRunner runner,
    AnswerWriter replies,
    StreamedAnswerWriter streams,
    PlanResumer plans,
    Journal journal,
    DeadLetters deadLetters,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Does what is to be done for a message. What the message itself causes does not throw.</summary>
    /// <exception cref="UnauthorizedException">The token is dead; the message is not done.</exception>
    /// <exception cref="OperationCanceledException">The time is over; the message is not done.</exception>
    public async Task AnswerAsync(EventEntry entry, CancellationToken cancellation)
    {
        Route? route = null;
        try
        {
            if (await plans.TryResumeAsync(entry.Key, cancellation).ConfigureAwait(false))
            {
                return;
            }

            WireMessage wire = await reader.FetchAsync(entry.Event, cancellation).ConfigureAwait(false);
            if (admission.WhyNot(wire) is { } reason)
            {
                logger.Dropped(entry.Key, reason);
                return;
            }

            Message message = await reader.ComposeAsync(wire, cancellation).ConfigureAwait(false);
            route = routes.Match(reader.Know(entry.Event, message), message.Text, bot.Handle);
            if (route is null)
            {
                logger.Dropped(entry.Key, "nothing matches");
                return;
            }

            logger.Routed(entry.Key, route);
            IReadOnlyList<Reply> said = await runner.RunAsync(
                route, message, entry.Key, chunks => streams.WriteAsync(chunks, message, entry.Key, cancellation), cancellation).ConfigureAwait(false);
            await replies.WriteAsync(said, message, entry.Key, cancellation).ConfigureAwait(false);
        }
        catch (StreamWriteException error) when (error.InnerException is UnauthorizedException && !cancellation.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(error.InnerException);
        }
        catch (Exception error) when (error is UnauthorizedException || cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (NotVisibleException error) when (route is null)
        {
            logger.NotVisible(entry.Key, error.Message);
        }
        catch (HandlerFailedException error)
        {
            GiveUp(entry, route, $"{error.InnerException!.GetType().Name}: {error.Message}");
        }
        catch (Exception error) when (error is ApiException or PlanRefusedException or StreamWriteException)
        {
            logger.Unanswerable(entry.Key, error.Message);
            GiveUp(entry, route, error.Message, ((error.InnerException ?? error) as PlanRefusedException ?? error as PlanRefusedException)?.Left);
        }
#pragma warning disable CA1031 // The conversation goes on, whatever this was.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.Fault(error, entry.Key);
            GiveUp(entry, route, $"{error.GetType().Name}: {error.Message}");
        }
    }

    /// <summary>Puts a message that is not tried any more on record.</summary>
    public void GiveUp(EventEntry entry, string reason)
    {
        logger.Unanswerable(entry.Key, reason);
        GiveUp(entry, route: null, reason);
    }

    private void GiveUp(EventEntry entry, Route? route, string error, Plan? left = null)
    {
        deadLetters.TryAdd(new DeadLetter(time.GetUtcNow(), entry.Key, route?.ToString(), error.ReplaceLineEndings(" "), left ?? Planned(entry.Key)), logger);
        journal.Finish(entry.Key);
    }

    /// <summary>What is planned already; a text that was only begun is not.</summary>
    private Plan? Planned(string trigger) => journal.Find(trigger) is { State: not PlanState.Open } plan ? plan : null;
}
