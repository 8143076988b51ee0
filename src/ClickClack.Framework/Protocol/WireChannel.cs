namespace ClickClack.Protocol;

/// <summary>A channel.</summary>
internal sealed class WireChannel
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";
}
