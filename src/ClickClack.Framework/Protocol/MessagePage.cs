using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A page of the root messages of a channel or direct conversation (3.6 of the protocol).</summary>
public sealed class MessagePage
{
    /// <summary>The messages, ascending by number, deleted ones included.</summary>
    [JsonInclude]
    public IReadOnlyList<WireMessage> Messages { get; internal set; } = [];

    /// <summary>The number of the first message; 0 for an empty page.</summary>
    [JsonInclude]
    public long OldestSeq { get; internal set; }

    /// <summary>The number of the last message; 0 for an empty page.</summary>
    [JsonInclude]
    public long NewestSeq { get; internal set; }

    /// <summary>Whether there are older messages. Of an empty page this says nothing: the server answers false whatever there is.</summary>
    [JsonInclude]
    public bool HasOlder { get; internal set; }

    /// <summary>Whether there are newer messages. Of an empty page this says nothing.</summary>
    [JsonInclude]
    public bool HasNewer { get; internal set; }
}
