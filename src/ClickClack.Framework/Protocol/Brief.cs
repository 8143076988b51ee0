namespace ClickClack.Protocol;

// As much of some answers as a bot needs before its first socket opens, in plain texts: the runtime compiles some fifty methods for each
// type of value that an answer has a member of, and a start would wait for them.

/// <summary>GET /api/me.</summary>
internal sealed record BriefUserEnvelope(BriefUser User);

/// <summary>See <see cref="WireUser"/>.</summary>
internal sealed class BriefUser
{
    public string Id { get; set; } = "";

    public string Kind { get; set; } = "";

    public string DisplayName { get; set; } = "";

    public string Handle { get; set; } = "";
}

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
