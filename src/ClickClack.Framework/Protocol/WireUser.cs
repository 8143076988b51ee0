namespace ClickClack.Protocol;

/// <summary>A user, human or bot.</summary>
internal sealed class WireUser
{
    public const string BotKind = "bot";

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string? Handle { get; init; }
}
