using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>Where a search hit matched. The server counts Unicode code points, not UTF-16 units.</summary>
public sealed class WireHighlight
{
    /// <summary>The first code point of <see cref="WireSearchHit.Snippet"/> that matched.</summary>
    [JsonInclude]
    public int Start { get; internal set; }

    /// <summary>The one after the last.</summary>
    [JsonInclude]
    public int End { get; internal set; }
}
