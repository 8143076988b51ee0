using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// The name of a cause (delivery rule 1): the same message, however it came, has the same key. Never derived from routes: a rename
/// must not answer twice.
/// </summary>
internal static class TriggerKey
{
    /// <summary><c>m:</c> and the message's id for a creation, <c>e:</c> and the event's id for everything else.</summary>
    public static string Of(WireEvent wire) =>
        wire.Type is EventTypes.MessageCreated or EventTypes.ThreadReplyCreated && wire.PayloadText("message_id") is { } message
            ? OfMessage(message)
            : "e:" + wire.Id.Value;

    /// <summary>The key of a message's creation.</summary>
    public static string OfMessage(string message) => "m:" + message;
}
