using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>An entry of the command menu.</summary>
public sealed class WireBotCommand
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public BotCommandId Id { get; internal set; }

    /// <summary>The workspace; a default value in the menu of a whole workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>The bot; a default value in the menu of a whole workspace.</summary>
    [JsonInclude]
    public UserId BotUserId { get; internal set; }

    /// <summary>The command with its slash, for example <c>/deploy</c>.</summary>
    [JsonInclude]
    public string Command { get; internal set; } = "";

    /// <summary>What it does.</summary>
    [JsonInclude]
    public string Description { get; internal set; } = "";

    /// <summary>What to type behind it; may be empty.</summary>
    [JsonInclude]
    public string ArgsHint { get; internal set; } = "";

    /// <summary>The bot, whole; only in the menu of a whole workspace.</summary>
    [JsonInclude]
    public WireCommandBot? Bot { get; internal set; }

    /// <summary>When it was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When it was changed, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset UpdatedAt { get; internal set; }
}
