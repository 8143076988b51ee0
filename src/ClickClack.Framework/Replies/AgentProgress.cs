using System.Text.Json;
using ClickClack.Client;
using ClickClack.Protocol;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>
/// Shows what handlers say they are doing. It is a courtesy as typing is: what fails is passed over, and a bot that may not is not asked
/// again.
/// </summary>
internal sealed class AgentProgress(ClickClackClient client, WorkspaceId workspace, TimeProvider time, ILogger logger)
{
    private const int LongestText = 500;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>The server's own client drops what is not heard of for 45 s.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(20);

    private int refused;

    /// <summary>A handler begins. Until it reports something this does nothing.</summary>
    /// <param name="message">The message it handles.</param>
    /// <returns>What it reports to; to be disposed of when it ends.</returns>
    public Turn Begin(Message message) => new(this, message, time);

    private async Task SendAsync(Message message, ProgressFrame frame)
    {
        if (Volatile.Read(ref refused) != 0)
        {
            return;
        }

        try
        {
            JsonElement payload = JsonSerializer.SerializeToElement(frame, WireJson.Default.ProgressFrame);
            await client.SendEphemeralAsync(workspace, EventTypes.AgentProgress, message.Channel?.Id, message.Conversation?.Id, payload).ConfigureAwait(false);
        }
        catch (AccessRefusedException error) when (error is not ModeratedException)
        {
            if (Interlocked.Exchange(ref refused, 1) == 0)
            {
                logger.ProgressRefused(error.Message);
            }
        }
#pragma warning disable CA1031 // Nobody waits for it, and nothing depends on it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.ProgressNotShown(error.Message);
        }
    }

    /// <summary>One attempt of a handler.</summary>
    internal sealed class Turn(AgentProgress progress, Message message, TimeProvider time) : IAgentProgress, IDisposable
    {
        private readonly Lock gate = new();
        private string? id;
        private ITimer? timer;
        private Task sending = Task.CompletedTask;
        private string? latest;
        private string? shown;
        private int frames;
        private long sentAt;
        private bool ended;

        public void Report(string value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                return;
            }

            string text = value.Trim();
            lock (gate)
            {
                latest = text.Length > LongestText ? $"{text.AsSpan(0, LongestText - 1)}…" : text;
                if (!ended && (timer is null || latest != shown))
                {
                    timer ??= time.CreateTimer(static turn => ((Turn)turn!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    TimeSpan wait = frames == 0 ? TimeSpan.Zero : Between - time.GetElapsedTime(sentAt);
                    timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                }
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                if (!ended)
                {
                    ended = true;
                    timer?.Dispose();
                    if (frames > 0)
                    {
                        Send(new ProgressFrame(id!, ++frames, "clear", null));
                    }
                }
            }
        }

        private void Due()
        {
            lock (gate)
            {
                if (ended)
                {
                    return;
                }

                if (sending.IsCompleted)
                {
                    shown = latest;
                    sentAt = time.GetTimestamp();
                    id ??= Guid.NewGuid().ToString("N");
                    Send(new ProgressFrame(id, ++frames, frames == 1 ? "append" : "update", new ProgressLine("now", "commentary", latest!)));
                }

                // Said again now and then, so that it stays; sooner if the last is still on its way.
                timer!.Change(shown == latest ? Again : Between, Timeout.InfiniteTimeSpan);
            }
        }

        /// <summary>In order, and never on the thread of the handler.</summary>
        private void Send(ProgressFrame frame)
        {
            Task before = sending;
            sending = Task.Run(async () =>
            {
                await before.ConfigureAwait(false);
                await progress.SendAsync(message, frame).ConfigureAwait(false);
            });
        }
    }
}
