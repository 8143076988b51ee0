using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class ChannelRequest
{
    public string? Name { get; set; }
    public string? DisplayTitle { get; set; }
    public string? Kind { get; set; }
    public bool? Archived { get; set; }
    public bool? ExternalManaged { get; set; }
    public string? ExternalRef { get; set; }
    public string? ExternalUrl { get; set; }
    public string? SidebarSection { get; set; }
}

internal sealed record ChannelsAnswer(IReadOnlyList<Channel> Channels);

internal sealed record ChannelChanged(Channel Channel, Event Event);

internal static class Channels
{
    public static void Map(Router routes)
    {
        routes.Get("/api/workspaces/{workspace}/channels", List);
        routes.Post("/api/workspaces/{workspace}/channels", Create);
        routes.Patch("/api/channels/{channel}", Update);
    }

    /// <summary>Creates a channel and announces it. The guests' channel is the operator's to open.</summary>
    public static ChannelChanged Create(Transaction db, string workspaceId, ChannelRequest request, bool byOperator = false)
    {
        var name = Names.Slug(request.Name) is { Length: > 0 } slug ? slug : "general";
        if (!byOperator)
        {
            RefuseReserved(name);
        }
        var channel = new Channel
        {
            Id = db.NewId("chn"),
            RouteId = Ids.NewRouteId('C'),
            WorkspaceId = workspaceId,
            Name = name,
            DisplayTitle = Names.Title(request.DisplayTitle),
            Kind = Names.Optional(request.Kind) ?? "public",
            CreatedAt = db.Now,
            ExternalManaged = request.ExternalManaged ?? false,
            ExternalRef = Names.Optional(request.ExternalRef),
            ExternalUrl = Names.Optional(request.ExternalUrl),
            SidebarSection = Names.Optional(request.SidebarSection),
        };
        ChannelStore.Insert(db, channel);
        var created = EventStore.Append(
            db, new("channel.created", workspaceId, Payload.Of(("channel_id", channel.Id))) { ChannelId = channel.Id });
        return new(channel, created);
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.ChannelsRead);
        call.RoleIn(call.Value(0));
        return Answer.Json(200, new(ChannelStore.List(call.Db, call.Value(0), call.User.Id)), WireJson.Default.ChannelsAnswer);
    }

    private static Answer Create(Call call)
    {
        call.Require(Scopes.ChannelsWrite);
        call.InWorkspace(call.Value(0));
        var request = call.Body(WireJson.Default.ChannelRequest);
        call.RoleIn(call.Value(0));
        Moderation.RequireFullMember(call.Db, call.Value(0), call.User.Id);
        return Answer.Json(201, Create(call.Db, call.Value(0), request), WireJson.Default.ChannelChanged);
    }

    private static Answer Update(Call call)
    {
        call.Require(Scopes.ChannelsWrite);
        var request = call.Body(WireJson.Default.ChannelRequest);
        var before = call.Channel(call.Value(0));
        call.RequireUnrestricted(before.WorkspaceId);
        if (call.RoleIn(before.WorkspaceId) is not ("owner" or "bot"))
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        var name = Names.Slug(request.Name) is { Length: > 0 } slug ? slug : before.Name;
        if (name != before.Name)
        {
            RefuseReserved(name);
            RefuseReserved(before.Name);
        }
        // Absent leaves a value as it is, empty clears it.
        var after = before with
        {
            Name = name,
            DisplayTitle = request.DisplayTitle is null ? before.DisplayTitle : Names.Title(request.DisplayTitle),
            Kind = Names.Optional(request.Kind) ?? before.Kind,
            ArchivedAt = request.Archived switch { null => before.ArchivedAt, true => call.Db.Now, false => null },
            ExternalManaged = request.ExternalManaged ?? before.ExternalManaged,
            ExternalRef = request.ExternalRef is null ? before.ExternalRef : Names.Optional(request.ExternalRef),
            ExternalUrl = request.ExternalUrl is null ? before.ExternalUrl : Names.Optional(request.ExternalUrl),
            SidebarSection = request.SidebarSection is null ? before.SidebarSection : Names.Optional(request.SidebarSection),
        };
        ChannelStore.Update(call.Db, after);
        var updated = EventStore.Append(
            call.Db,
            new("channel.updated", after.WorkspaceId, Payload.Of(("archived", after.ArchivedAt is not null), ("channel_id", after.Id)))
            {
                ChannelId = after.Id,
            });
        return Answer.Json(200, new(after, updated), WireJson.Default.ChannelChanged);
    }

    private static void RefuseReserved(string name)
    {
        if (name == "guest")
        {
            throw Refusal.BadRequest("guest channel name is reserved");
        }
    }
}
