using ClickClack.Client;

namespace ClickClack.Wire.Tests.Client;

/// <summary>What the calls of <see cref="AllCalls"/> are about.</summary>
internal sealed record Things(
    WorkspaceId Workspace,
    ChannelId Channel,
    MessageId Message,
    DirectConversationId Conversation,
    MessageId DirectMessage,
    UserId User,
    UploadId Upload,
    string Text)
{
    /// <summary>Everything is named by one text.</summary>
    public static Things Named(string text) => new(new(text), new(text), new(text), new(text), new(text), new(text), new(text), text);
}
