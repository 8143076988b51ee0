namespace ClickClack.Protocol;

/// <summary>A workspace.</summary>
internal sealed class WireWorkspace
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Slug { get; init; } = "";
}
