using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Client;

/// <summary>One call of the client.</summary>
/// <param name="Name">Which.</param>
/// <param name="Scopes">What the token needs for it, by the protocol.</param>
/// <param name="IsOnce">Whether it makes something new each time, without a nonce.</param>
/// <param name="Run">Makes it.</param>
internal sealed record AnyCall(string Name, string[] Scopes, bool IsOnce, Func<ClickClackClient, Things, CancellationToken, Task> Run);

/// <summary>Every call the client can make.</summary>
internal static class AllCalls
{
    public static IReadOnlyList<AnyCall> List { get; } =
    [
        Call("me", ["profile:read"], (c, t, x) => c.GetMeAsync(x)),
        Call("event types", [], (c, t, x) => c.GetEventTypesAsync(x)),
        Call("route", ["channels:read"], (c, t, x) => c.ResolveRouteAsync(t.Workspace.Value, t.Channel.Value, x)),
        Once("claim", [], (c, t, x) => c.ClaimSetupCodeAsync(t.Text, x)),
        Call("workspaces", ["workspaces:read"], (c, t, x) => c.GetWorkspacesAsync(x)),
        Call("workspace", ["workspaces:read"], (c, t, x) => c.GetWorkspaceAsync(t.Workspace, x)),
        Call("members", ["workspaces:read"], (c, t, x) => AllAsync(c.GetMembersAsync(t.Workspace, t.Text, cancellationToken: x))),
        Call("menu", ["workspaces:read"], (c, t, x) => c.GetCommandMenuAsync(t.Workspace, x)),
        Call("set menu", ["commands:write"], (c, t, x) => c.SetCommandMenuAsync([new MenuCommand("roll", t.Text)], x)),
        Call("channels", ["channels:read"], (c, t, x) => c.GetChannelsAsync(t.Workspace, x)),
        Once("create channel", ["channels:write"], (c, t, x) => c.CreateChannelAsync(t.Workspace, new ChannelSettings { Name = $"c{Guid.NewGuid():N}", DisplayTitle = t.Text }, x)),
        Call("update channel", ["channels:write"], (c, t, x) => c.UpdateChannelAsync(t.Channel, new ChannelSettings { DisplayTitle = t.Text }, x)),
        Call("preference", ["messages:read"], (c, t, x) => c.GetNotificationPreferenceAsync(t.Channel, x)),
        Call("set preference", ["messages:write"], (c, t, x) => c.SetNotificationPreferenceAsync(t.Channel, "muted", x)),
        Call("read channel", ["messages:read"], (c, t, x) => c.MarkReadAsync(t.Channel, 1, x)),
        Call("topics", ["channels:read"], (c, t, x) => c.GetTopicsAsync(t.Workspace, x)),
        Once("create topic", ["channels:write"], (c, t, x) => c.CreateTopicAsync(t.Workspace, $"t{Guid.NewGuid():N}", t.Channel, x)),
        Call("channel page", ["messages:read"], (c, t, x) => c.GetMessagesAsync(t.Channel, PageWindow.Around(1), 10, cancellationToken: x)),
        Call("message", ["messages:read"], (c, t, x) => c.GetMessageAsync(t.Message, x)),
        Call("direct message", ["messages:read", "dms:read"], (c, t, x) => c.GetMessageAsync(t.DirectMessage, x)),
        Call("by nonce", ["messages:write"], (c, t, x) => c.GetMessageByNonceAsync(t.Workspace, t.Text, x)),
        Call("create message", ["messages:write"], (c, t, x) => c.CreateMessageAsync(t.Channel, new NewMessage(t.Text), x)),
        Call("activity", ["messages:write", "agent_activity:write"], (c, t, x) =>
            c.CreateMessageAsync(t.Channel, new NewMessage(t.Text) { Kind = MessageKinds.AgentTool, TurnId = t.Text }, x)),
        Call("edit", ["messages:write"], (c, t, x) => c.EditMessageAsync(t.Message, t.Text, x)),
        Call("delete", ["messages:write"], (c, t, x) => c.DeleteMessageAsync(t.Message, x)),
        Call("message route", ["threads:read"], (c, t, x) => c.EnsureRouteAsync(t.Message, x)),
        Call("thread", ["threads:read"], (c, t, x) => c.GetThreadAsync(t.Message, latest: true, cancellationToken: x)),
        Call("reply", ["threads:write"], (c, t, x) => c.CreateReplyAsync(t.Message, new NewMessage(t.Text), x)),
        Call("direct reply", ["threads:write", "dms:write"], (c, t, x) => c.CreateReplyAsync(t.DirectMessage, new NewMessage(t.Text), x)),
        Call("react", ["messages:write"], (c, t, x) => c.AddReactionAsync(t.Message, t.Text, x)),
        Call("unreact", ["messages:write"], (c, t, x) => c.RemoveReactionAsync(t.Message, t.Text, x)),
        Call("direct react", ["messages:write", "dms:write"], (c, t, x) => c.AddReactionAsync(t.DirectMessage, t.Text, x)),
        Call("pins", ["messages:read"], (c, t, x) => c.GetPinsAsync(t.Channel, cancellationToken: x)),
        Once("pin", ["messages:write"], (c, t, x) => c.PinAsync(t.Channel, t.Message, x)),
        Call("unpin", ["messages:write"], (c, t, x) => c.UnpinAsync(t.Channel, t.Message, x)),
        Call("conversations", ["dms:read"], (c, t, x) => c.GetConversationsAsync(t.Workspace, x)),
        Call("conversation", ["dms:read"], (c, t, x) => c.GetConversationAsync(t.Conversation, x)),
        Call("open", ["dms:write"], (c, t, x) => c.OpenConversationAsync(t.Workspace, t.User, x)),
        Once("group", ["dms:write"], (c, t, x) => c.CreateGroupAsync(t.Workspace, [t.User, new UserId("usr_2")], x)),
        Call("direct page", ["dms:read"], (c, t, x) => c.GetMessagesAsync(t.Conversation, cancellationToken: x)),
        Call("create direct message", ["dms:write"], (c, t, x) => c.CreateMessageAsync(t.Conversation, new NewMessage(t.Text), x)),
        Call("read conversation", ["dms:read"], (c, t, x) => c.MarkReadAsync(t.Conversation, 1, x)),
        Call("search", ["messages:read"], (c, t, x) => AllAsync(c.SearchAsync(t.Workspace, t.Text, new SearchScope { Channel = t.Channel }, x))),
        Call("direct search", ["messages:read", "dms:read"], (c, t, x) =>
            AllAsync(c.SearchAsync(t.Workspace, t.Text, new SearchScope { Conversation = t.Conversation, NewestFirst = true }, x))),
        Call("events", ["realtime:read"], (c, t, x) => c.GetEventsAsync(t.Workspace, new EventCursor(t.Text), cancellationToken: x)),
        Once("ephemeral", ["messages:write"], (c, t, x) => c.SendEphemeralAsync(t.Workspace, EventTypes.PresenceChanged, t.Channel, cancellationToken: x)),
        Once("typing", ["messages:write"], (c, t, x) => c.ShowTypingAsync(t.Workspace, t.Channel, x)),
        Once("direct typing", ["messages:write", "dms:write"], (c, t, x) => c.ShowTypingAsync(t.Workspace, t.Conversation, x)),
        Call("upload", ["uploads:write"], (c, t, x) =>
            c.UploadAsync(t.Workspace, new UploadFile(new MemoryStream(new byte[10]), t.Text) { Nonce = t.Text + Guid.NewGuid() }, cancellationToken: x)),
        Call("upload by nonce", ["uploads:write"], (c, t, x) => c.GetUploadByNonceAsync(t.Workspace, t.Text, x)),
        Call("attach", ["uploads:write", "messages:write"], (c, t, x) => c.AttachAsync(t.Message, t.Upload, x)),
        Call("download", ["messages:read"], async (c, t, x) => await (await c.DownloadAsync(t.Upload, cancellationToken: x)).DisposeAsync()),
    ];

    private static AnyCall Call(string name, string[] scopes, Func<ClickClackClient, Things, CancellationToken, Task> run) => new(name, scopes, false, run);

    private static AnyCall Once(string name, string[] scopes, Func<ClickClackClient, Things, CancellationToken, Task> run) => new(name, scopes, true, run);

    private static async Task AllAsync<T>(IAsyncEnumerable<T> all)
    {
        await foreach (T _ in all)
        {
        }
    }
}
