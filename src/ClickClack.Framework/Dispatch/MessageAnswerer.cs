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
    ReplyWriter replies,
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
            WireMessage wire = await reader.FetchAsync(entry.Event, cancellation).ConfigureAwait(false);
            if (admission.WhyNot(wire) is { } reason)
            {
                admission.Drop(entry, reason);
                return;
            }

            Message message = await reader.ComposeAsync(wire, cancellation).ConfigureAwait(false);
            Evidence evidence = reader.Know(entry.Event, message);
            route = routes.Match(evidence, message.Text, bot.Handle);
            if ((route is null ? DropReason.NothingMatches
                : await admission.WhyNotAsync(route, message, evidence, cancellation).ConfigureAwait(false)) is { } denied)
            {
                admission.Drop(entry, denied);
                return;
            }

            admission.Routed(entry, route!);
            Reply? reply = await runner.RunAsync(route!, message, entry.Key, cancellation).ConfigureAwait(false);
            if (reply is { IsBlank: false })
            {
                await replies.WriteAsync(reply, message, entry.Key, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is UnauthorizedException || cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (NotVisibleException error) when (route is null)
        {
            logger.NotVisible(entry.Key, error.Message);
            admission.Count(DropReason.NotVisible);
        }
        catch (HandlerFailedException error)
        {
            GiveUp(entry, route, $"{error.InnerException!.GetType().Name}: {error.Message}");
        }
        catch (ApiException error)
        {
            logger.Unanswerable(entry.Key, error.Message);
            GiveUp(entry, route, error.Message);
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

    private void GiveUp(EventEntry entry, Route? route, string error)
    {
        if (route is null)
        {
            admission.Count(DropReason.DeadLetter);
        }

        try
        {
            deadLetters.Add(new DeadLetter(time.GetUtcNow(), entry.Key, route?.ToString(), error.ReplaceLineEndings(" ")));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            logger.DeadLettersUnwritable(unwritable.Message);
        }
    }
}
