namespace ClickClack.Protocol;

/// <summary>The kinds of messages the server knows (3.3 of the protocol).</summary>
public static class MessageKinds
{
    /// <summary>Something somebody said. Every other kind is a bot's account of its own activity.</summary>
    public const string Message = "message";

    /// <summary>A bot's comment on what it is doing; needs the scope <c>agent_activity:write</c>.</summary>
    public const string AgentCommentary = "agent_commentary";

    /// <summary>A tool a bot used; needs the scope <c>agent_activity:write</c>.</summary>
    public const string AgentTool = "agent_tool";

    /// <summary>Whether a kind is something said; absent means so.</summary>
    internal static bool IsSaid(string? kind) => kind is null or "" or Message;
}
