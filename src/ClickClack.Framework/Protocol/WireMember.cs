using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A row of a workspace's member directory.</summary>
public sealed class WireMember
{
    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>Who it is.</summary>
    [JsonInclude]
    public WireUser User { get; internal set; } = new();

    /// <summary><c>owner</c>, <c>moderator</c>, <c>member</c>, <c>guest</c> or <c>bot</c>.</summary>
    [JsonInclude]
    public string Role { get; internal set; } = "";

    /// <summary>Since when, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset JoinedAt { get; internal set; }
}
