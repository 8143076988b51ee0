using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A user, human or bot (2.5 of the protocol).</summary>
public sealed class WireUser
{
    /// <summary>The <see cref="Kind"/> of bots.</summary>
    public const string BotKind = "bot";

    /// <summary>Whether the user is a bot.</summary>
    [JsonIgnore]
    public bool IsBot => Kind == BotKind;

    /// <summary>The id.</summary>
    [JsonInclude]
    public UserId Id { get; internal set; }

    /// <summary><c>human</c> or <c>bot</c>; more kinds may come.</summary>
    [JsonInclude]
    public string Kind { get; internal set; } = "";

    /// <summary>The name shown; never needed to be unique.</summary>
    [JsonInclude]
    public string DisplayName { get; internal set; } = "";

    /// <summary>What a mention names, without the <c>@</c>; empty if the user cannot be mentioned.</summary>
    [JsonInclude]
    public string Handle { get; internal set; } = "";

    /// <summary>The picture's address; may be empty.</summary>
    [JsonInclude]
    public string AvatarUrl { get; internal set; } = "";

    /// <summary>When the user was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>Whose bot it is; null for a service bot and for humans.</summary>
    [JsonInclude]
    public UserId? OwnerUserId { get; internal set; }

    /// <summary>The handle of a retired bot; else null.</summary>
    [JsonInclude]
    public string? FormerHandle { get; internal set; }

    /// <summary>When the bot was retired; null for all others.</summary>
    [JsonInclude]
    public DateTimeOffset? DeletedAt { get; internal set; }
}
