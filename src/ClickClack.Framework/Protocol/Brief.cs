namespace ClickClack.Protocol;

// As much of some lists as a bot needs before its first socket opens: there may be thousands of each.

/// <summary>GET /api/workspaces.</summary>
internal sealed record BriefWorkspacesEnvelope(BriefWorkspace[] Workspaces);

/// <summary>See <see cref="WireWorkspace"/>.</summary>
internal sealed class BriefWorkspace
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Slug { get; set; } = "";
}

/// <summary>GET /api/workspaces/{w}/channels.</summary>
internal sealed record BriefChannelsEnvelope(BriefConversation[] Channels);

/// <summary>GET /api/dms.</summary>
internal sealed record BriefConversationsEnvelope(BriefConversation[] Conversations);

/// <summary>See <see cref="WireChannel"/> and <see cref="WireConversation"/>.</summary>
internal sealed class BriefConversation
{
    public string Id { get; set; } = "";

    public long LastSeq { get; set; }
}
