using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>
/// Who may use one route. What is null is left to the configuration, which also has the last word on people: a route can only narrow
/// <c>ClickClack:AllowFrom</c>. Used by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RouteGuards
{
    /// <summary>The people whom the route answers, by id or <c>@handle</c>, of those whom the configuration admits.</summary>
    public IReadOnlyList<string>? AllowFrom { get; init; }

    /// <summary>Bots that the route answers, by id or <c>@handle</c>, beside those that the configuration admits.</summary>
    public IReadOnlyList<string>? AllowBots { get; init; }

    /// <summary>Whether a message must mention the bot, in place of what the configuration says.</summary>
    public bool? RequireMention { get; init; }

    /// <summary>How often the route answers one user, beside the limit of the configuration.</summary>
    public MessageRate? Cooldown { get; init; }
}
