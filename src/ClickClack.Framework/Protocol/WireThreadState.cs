using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>What hangs on a root message.</summary>
public sealed class WireThreadState
{
    /// <summary>The root.</summary>
    [JsonInclude]
    public MessageId RootMessageId { get; internal set; }

    /// <summary>How many replies were made, deleted ones included.</summary>
    [JsonInclude]
    public long ReplyCount { get; internal set; }

    /// <summary>When the last one was made; null if there is none.</summary>
    [JsonInclude]
    public DateTimeOffset? LastReplyAt { get; internal set; }

    /// <summary>Who made the last ones, newest first, three at most.</summary>
    [JsonInclude]
    public IReadOnlyList<UserId> LastReplyAuthorIds { get; internal set; } = [];
}
