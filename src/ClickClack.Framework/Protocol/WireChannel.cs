namespace ClickClack.Protocol;

/// <summary>A channel.</summary>
internal sealed class WireChannel
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The number of its last root message, 0 if there is none; only lists tell.</summary>
    public long LastSeq { get; init; }
}
