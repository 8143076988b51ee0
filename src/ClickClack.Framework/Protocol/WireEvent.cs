using System.Text.Json;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack.Protocol;

/// <summary>An event as the socket and the events endpoint bring it: ids only, never a body (4.6 of the protocol).</summary>
[JsonConverter(typeof(WireEventConverter))]
public sealed class WireEvent
{
    /// <summary>The id; of empty text for some events the server does not keep.</summary>
    public ServerEventId Id { get; init; } = new("");

    /// <summary>The place in the log; of empty text for events the server does not keep.</summary>
    public EventCursor Cursor { get; init; } = new("");

    /// <summary>What happened, one of <see cref="EventTypes"/> or something newer.</summary>
    public string Type { get; init; } = "";

    /// <summary>The workspace's id.</summary>
    public string WorkspaceId { get; init; } = "";

    /// <summary>The channel's id; null for what happened elsewhere.</summary>
    public string? ChannelId { get; init; }

    /// <summary>For a root message its number in the channel or direct conversation, from 1 without holes.</summary>
    public long? Seq { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who is mentioned, as ids; only for creations outside the root of direct conversations, and null if nobody is.</summary>
    public IReadOnlyList<string>? MentionedUserIds { get; init; }

    /// <summary>The details. Left as JSON, because other clients choose what stands in the payload of some events; made anew each time.</summary>
    public JsonElement Payload => Details.ToElement();

    /// <summary>The details.</summary>
    internal EventPayload Details { get; init; }

    /// <summary>
    /// Whether every id that the event names can be one. Ids become parts of addresses, where <c>..</c> or a slash would lead a call elsewhere.
    /// </summary>
    internal bool HasValidIds => IsIdOrAbsent(ChannelId)
        && IsIdOrAbsent(PayloadText("message_id"))
        && IsIdOrAbsent(PayloadText("root_message_id"))
        && IsIdOrAbsent(PayloadText("direct_conversation_id"))
        && IsIdOrAbsent(PayloadText("author_id"))
        && IsIdOrAbsent(PayloadText("user_id"));

    private static bool IsIdOrAbsent(string? text)
    {
        foreach (char c in text ?? "")
        {
            if (!IdGrammar.IsIdCharacter(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A text of the payload, or null if it is absent or something else.</summary>
    /// <param name="name">The member, for example <c>message_id</c>.</param>
    public string? PayloadText(string name) => Details.Text(name);
}
