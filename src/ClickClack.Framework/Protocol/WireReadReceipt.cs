using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>Where a read marker stands.</summary>
public sealed class WireReadReceipt
{
    /// <summary>The id of the channel or direct conversation.</summary>
    [JsonInclude]
    public string ScopeId { get; internal set; } = "";

    /// <summary>Whose marker.</summary>
    [JsonInclude]
    public UserId UserId { get; internal set; }

    /// <summary>The number of the last root message read.</summary>
    [JsonInclude]
    public long LastReadSeq { get; internal set; }

    /// <summary>When it moved, UTC; the default value if it never did.</summary>
    [JsonInclude]
    public DateTimeOffset LastReadAt { get; internal set; }
}
