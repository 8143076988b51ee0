using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>Whose entry of the command menu it is.</summary>
public sealed class WireCommandBot
{
    /// <summary>The bot.</summary>
    [JsonInclude]
    public UserId Id { get; internal set; }

    /// <summary>Its handle; may be empty.</summary>
    [JsonInclude]
    public string Handle { get; internal set; } = "";

    /// <summary>Its name.</summary>
    [JsonInclude]
    public string DisplayName { get; internal set; } = "";

    /// <summary>Its picture; may be empty.</summary>
    [JsonInclude]
    public string AvatarUrl { get; internal set; } = "";
}
