using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A window of a thread (3.8 of the protocol).</summary>
public sealed class ThreadPage
{
    /// <summary>The message the thread hangs on.</summary>
    [JsonInclude]
    public WireMessage Root { get; internal set; } = new();

    /// <summary>The replies, ascending by number, deleted ones included: the first ones, or the latest ones if those were asked for.</summary>
    [JsonInclude]
    public IReadOnlyList<WireMessage> Replies { get; internal set; } = [];

    /// <summary>The thread as a whole.</summary>
    [JsonInclude]
    public WireThreadState ThreadState { get; internal set; } = new();
}
