using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>A message to be written (3.3 of the protocol).</summary>
/// <param name="Body">The text, Markdown, not blank. The server trims it; with the rest of the request it has to fit into 1 MiB of JSON.</param>
public sealed record NewMessage(string Body)
{
    /// <summary>
    /// Under which it is written at most once, at most 128 characters, unique per bot over all places. Visible to everybody who sees the
    /// message. Null or blank for a random one.
    /// </summary>
    public string? Nonce { get; init; }

    /// <summary>What it quotes: a root of the same channel or conversation, or a message of the same thread. Null for nothing.</summary>
    public MessageId? QuotedMessageId { get; init; }

    /// <summary>The topic, for roots of channels only. Null for none.</summary>
    public TopicId? TopicId { get; init; }

    /// <summary>One of <see cref="MessageKinds"/>, for roots only; null for an ordinary message.</summary>
    public string? Kind { get; init; }

    /// <summary>What an activity row belongs to; only with such a kind. Null for nothing.</summary>
    public string? TurnId { get; init; }
}
