using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A workspace (2.5 of the protocol).</summary>
public sealed class WireWorkspace
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public WorkspaceId Id { get; internal set; }

    /// <summary>The public id in web addresses (<c>T…</c>).</summary>
    [JsonInclude]
    public string RouteId { get; internal set; } = "";

    /// <summary>The name shown.</summary>
    [JsonInclude]
    public string Name { get; internal set; } = "";

    /// <summary>The short name, unique on the server.</summary>
    [JsonInclude]
    public string Slug { get; internal set; } = "";

    /// <summary>The icon's address; may be empty.</summary>
    [JsonInclude]
    public string IconUrl { get; internal set; } = "";

    /// <summary>When it was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>The caller's role, for a bot <c>bot</c>; null if not told.</summary>
    [JsonInclude]
    public string? Role { get; internal set; }
}
