using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>What a web address of the server leads to.</summary>
public sealed class WireRoute
{
    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>Its public id.</summary>
    [JsonInclude]
    public string WorkspaceRouteId { get; internal set; } = "";

    /// <summary><c>channel</c>, <c>direct</c> or <c>thread</c>.</summary>
    [JsonInclude]
    public string TargetType { get; internal set; } = "";

    /// <summary>The target's id.</summary>
    [JsonInclude]
    public string TargetId { get; internal set; } = "";

    /// <summary>Its public id.</summary>
    [JsonInclude]
    public string TargetRouteId { get; internal set; } = "";

    /// <summary>The path of the web page.</summary>
    [JsonInclude]
    public string CanonicalPath { get; internal set; } = "";

    /// <summary>Of a thread: where it hangs, <c>channel</c> or <c>direct</c>.</summary>
    [JsonInclude]
    public string? ParentType { get; internal set; }

    /// <summary>The id of that.</summary>
    [JsonInclude]
    public string? ParentId { get; internal set; }

    /// <summary>The public id of that.</summary>
    [JsonInclude]
    public string? ParentRouteId { get; internal set; }
}
