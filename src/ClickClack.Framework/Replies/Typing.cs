using ClickClack.Client;
using ClickClack.Protocol;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>
/// Shows that a handler is at work: typing, where the message was, once it takes long enough to be missed. It is a courtesy: what fails
/// is passed over, and a bot that may not is not asked again.
/// </summary>
internal sealed class Typing(ClickClackClient client, WorkspaceId workspace, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(700);

    /// <summary>Who reads forgets it after a few seconds.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(4);

    private volatile bool refused;

    /// <summary>A handler begins.</summary>
    /// <param name="message">The message it handles.</param>
    /// <returns>To be disposed of when it ends.</returns>
    public IDisposable Begin(Message message) => new Signal(this, message, time);

    private async Task SendAsync(Message message, string type)
    {
        if (refused)
        {
            return;
        }

        try
        {
            await client.SendEphemeralAsync(workspace, type, message.Channel?.Id, message.Conversation?.Id).ConfigureAwait(false);
        }
        catch (ApiException error)
        {
            refused |= error is AccessRefusedException;
            logger.TypingNotShown(error.Message);
        }
        catch (ObjectDisposedException)
        {
            // The bot is gone.
        }
    }

    private sealed class Signal : IDisposable
    {
        private readonly Lock gate = new();
        private readonly Typing typing;
        private readonly Message message;
        private readonly ITimer timer;
        private Task? sending;
        private bool ended;

        public Signal(Typing typing, Message message, TimeProvider time)
        {
            this.typing = typing;
            this.message = message;
            timer = time.CreateTimer(_ => Send(), null, After, Again);
        }

        public void Dispose()
        {
            timer.Dispose();
            lock (gate)
            {
                ended = true;
                if (sending is not null)
                {
                    _ = ThenAsync(sending, EventTypes.TypingStopped);
                }
            }
        }

        private void Send()
        {
            lock (gate)
            {
                if (!ended && sending is null or { IsCompleted: true })
                {
                    sending = ThenAsync(Task.CompletedTask, EventTypes.TypingStarted);
                }
            }
        }

        private async Task ThenAsync(Task before, string type)
        {
            await before.ConfigureAwait(false);
            await typing.SendAsync(message, type).ConfigureAwait(false);
        }
    }
}
