namespace ClickClack.Protocol;

/// <summary>The kinds of messages.</summary>
internal static class MessageKinds
{
    /// <summary>Something somebody said. Every other kind is a bot's account of its own activity.</summary>
    public const string Message = "message";

    /// <summary>Whether a kind is something said; absent means so.</summary>
    public static bool IsSaid(string? kind) => kind is null or "" or Message;
}
