using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed record RouteAnswer(RouteTarget Route);

/// <summary>What a public address leads to. Either part may also be an internal id.</summary>
internal static class PublicRoutes
{
    public static void Map(Router routes) => routes.Get("/api/routes/{workspace}/{target}", Resolve);

    private static Answer Resolve(Call call)
    {
        var (workspaceId, targetId) = (call.Value(0), call.Value(1));
        Func<Transaction, Workspace, string, RouteTarget?> find = targetId switch
        {
            _ when Is("C", "chn_") => (db, workspace, userId) => Channel(db, workspace, userId, targetId),
            _ when Is("D", "dm_") => (db, workspace, userId) => Conversation(db, workspace, userId, targetId),
            _ when Is("M", "msg_") => (db, workspace, userId) => Thread(db, workspace, userId, targetId),
            _ => throw NotFound(),
        };
        call.Require(Is("C", "chn_") ? Scopes.ChannelsRead : Is("D", "dm_") ? Scopes.DmsRead : Scopes.ThreadsRead);

        // Addresses are either public or internal, in both parts.
        var isInternal = targetId.Contains('_') && workspaceId.StartsWith("wsp_", StringComparison.Ordinal);
        var isPublic = !targetId.Contains('_') && !workspaceId.StartsWith("wsp_", StringComparison.Ordinal);
        var id = isInternal ? workspaceId : isPublic ? WorkspaceStore.ByRoute(call.Db, workspaceId) : null;
        var workspace = id is null ? null : WorkspaceStore.Find(call.Db, id, call.User.Id);
        var target = workspace is null ? null : find(call.Db, workspace, call.User.Id);
        if (target is null)
        {
            throw NotFound();
        }
        call.InWorkspace(target.WorkspaceId);
        return Answer.Json(200, new(target), WireJson.Default.RouteAnswer);

        bool Is(string publicPrefix, string internalPrefix) =>
            targetId.StartsWith(publicPrefix, StringComparison.Ordinal) || targetId.StartsWith(internalPrefix, StringComparison.Ordinal);
    }

    private static RouteTarget? Channel(Transaction db, Workspace workspace, string userId, string id)
    {
        var channel = ChannelStore.FindVisible(db, ChannelStore.ByRoute(db, id) ?? id, userId);
        return channel?.WorkspaceId == workspace.Id && Moderation.MayRead(db, channel, userId) ? Target(workspace, "channel", channel.Id, channel.RouteId) : null;
    }

    private static RouteTarget? Conversation(Transaction db, Workspace workspace, string userId, string id)
    {
        var row = ConversationStore.FindVisible(db, ConversationStore.ByRoute(db, id) ?? id, userId);
        return row?.WorkspaceId == workspace.Id && workspace.Role != "guest" ? Target(workspace, "direct", row.Id, row.RouteId) : null;
    }

    private static RouteTarget? Thread(Transaction db, Workspace workspace, string userId, string id)
    {
        var root = MessageStore.FindVisible(db, MessageStore.ByRoute(db, id) ?? id, userId);
        if (root is not { IsRoot: true } || root.WorkspaceId != workspace.Id || !Moderation.MayRead(db, root, userId))
        {
            return null;
        }
        // Asking for a thread by its internal id is what gives it an address.
        MessageStore.EnsureRoute(db, root);
        var target = Target(workspace, "thread", root.Id, MessageStore.Find(db, root.Id)!.RouteId!);
        return root.ChannelId is { } channel
            ? target with { ParentType = "channel", ParentId = channel, ParentRouteId = ChannelStore.FindVisible(db, channel, userId)?.RouteId }
            : target with
            {
                ParentType = "direct",
                ParentId = root.DirectConversationId,
                ParentRouteId = ConversationStore.FindVisible(db, root.DirectConversationId!, userId)?.RouteId,
            };
    }

    private static RouteTarget Target(Workspace workspace, string type, string id, string routeId) =>
        new(workspace.Id, workspace.RouteId, type, id, routeId, $"/app/{workspace.RouteId}/{routeId}");

    private static Refusal NotFound() => Refusal.NotFound("route not found");
}
