using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>How many gave one reaction to a message.</summary>
public sealed class WireReaction
{
    /// <summary>The reaction; any text.</summary>
    [JsonInclude]
    public string Emoji { get; internal set; } = "";

    /// <summary>By how many.</summary>
    [JsonInclude]
    public long Count { get; internal set; }

    /// <summary>Whether the caller is among them.</summary>
    [JsonInclude]
    public bool ReactedByMe { get; internal set; }
}
