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

    /// <summary>How often the route answers, beside the limit of the configuration.</summary>
    public MessageRate? Cooldown { get; init; }

    /// <summary>Whose messages count together for <see cref="Cooldown"/>.</summary>
    public Per CooldownPer { get; init; }

    /// <summary>In words, for a list of the routes.</summary>
    public override string ToString()
    {
        var words = new List<string>();
        words.AddRange(AllowFrom is { } people ? [$"only {string.Join(", ", people)}"] : []);
        words.AddRange(AllowBots is { } bots ? [$"bots {string.Join(", ", bots)}"] : []);
        words.AddRange(RequireMention is { } required ? [required ? "when mentioned" : "mentioned or not"] : []);
        words.AddRange(Cooldown is { } rate
            ? [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rate.Messages} in {rate.Per.TotalSeconds} s per {CooldownPer}")]
            : []);
        return string.Join("; ", words);
    }
}
