using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>
/// Which edits and deletions of messages are the bot's business (delivery rule 7), judged by their events alone. For a bot without a route
/// that follows edits there are none, and nothing is kept.
/// </summary>
internal sealed class MessageChanges(RouteTable routes, MessageReader reader, OwnMessages own, FollowedAnswers followed, DeadLetters deadLetters)
{
    private readonly MessageTurns turns = new();
    private readonly HandledTexts handled = new();

    /// <summary>The changes that came and are not over.</summary>
    public PendingChanges Pending { get; } = new();

    /// <summary>Whether an event is a change of a message.</summary>
    public static bool IsChange(WireEvent wire) => wire.Type is EventTypes.MessageUpdated or EventTypes.MessageDeleted;

    /// <summary>Whether there may be anything to do for a change.</summary>
    /// <param name="wire">Its event.</param>
    /// <param name="isAtWork">Whether the message is, and may yet be answered.</param>
    public bool MayFollow(WireEvent wire, bool isAtWork) =>
        routes.FollowsEdits
        && wire.PayloadText("message_id") is { Length: > 0 } message
        && !own.Contains(message, nonce: null)
        && (wire.Type == EventTypes.MessageUpdated
            ? routes.MayFollow(reader.Guess(wire))
            : isAtWork || followed.Contains(TriggerKey.OfMessage(message)) || Pending.CountOf(message) > 0);

    /// <summary>Why there is nothing to do for a change all the same; null if there may be.</summary>
    public string? WhyNot(EventEntry entry) => entry.IsDone ? DropReason.DoneBefore : deadLetters.Contains(entry.Key) ? DropReason.DeadLetter : null;

    /// <summary>Where a change waits: with the message, and what came after it.</summary>
    public static string QueueOf(WireEvent wire) =>
        MessageReader.ThreadOf(wire) ?? wire.PayloadText("direct_conversation_id") ?? wire.ChannelId ?? "";

    /// <summary>Waits until nobody else answers a message. Dispose the result when done.</summary>
    /// <returns>The turn; null where nobody else can.</returns>
    public async ValueTask<IDisposable?> EnterAsync(Passage passage, string trigger, CancellationToken cancellationToken) =>
        routes.FollowsEdits
            ? await passage.WaitForAsync(turns.EnterAsync(trigger, cancellationToken), cancellationToken).ConfigureAwait(false)
            : null;

    /// <inheritdoc cref="EnterAsync(Passage, string, CancellationToken)"/>
    public async ValueTask<IDisposable?> EnterAsync(string trigger, CancellationToken cancellationToken) =>
        routes.FollowsEdits ? await turns.EnterAsync(trigger, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Takes note that a text of a message is handled.</summary>
    /// <returns>Whether it is to be: false if that text or a later one was.</returns>
    public bool TryBegin(string trigger, DateTimeOffset? edited)
    {
        if (!routes.FollowsEdits)
        {
            return true;
        }

        if (handled.Contains(trigger, edited))
        {
            return false;
        }

        handled.Add(trigger, edited);
        return true;
    }

    /// <summary>Whether a text of a message was handled, or a later one.</summary>
    public bool IsHandled(string trigger, DateTimeOffset? edited) => handled.Contains(trigger, edited);

    /// <summary>A route is about to answer a message.</summary>
    public void Follow(Route route, string trigger)
    {
        if (route.Description.FollowsEdits)
        {
            followed.Add(trigger);
        }
    }
}
