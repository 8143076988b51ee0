using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class WorkspaceRequest
{
    public string? Name { get; set; }
    public string? Slug { get; set; }
    public string? IconUrl { get; set; }
}

internal sealed class TransferRequest
{
    public string? UserId { get; set; }
}

internal sealed record WorkspaceAnswer(Workspace Workspace);

internal sealed record WorkspaceChanged(Workspace Workspace, Event Event);

internal sealed record WorkspacesAnswer(IReadOnlyList<Workspace> Workspaces);

internal sealed class Workspaces(UploadFiles files)
{
    private const string OwnerRequired = "workspace owner permission required";
    private const string NameRequired = "workspace name is required";

    public void Map(Router routes)
    {
        routes.Get("/api/workspaces", List);
        routes.Post("/api/workspaces", Create);
        routes.Get("/api/workspaces/{workspace}", Get);
        routes.Patch("/api/workspaces/{workspace}", Update);
        routes.Post("/api/workspaces/{workspace}/transfer-ownership", TransferOwnership);
        routes.Delete("/api/workspaces/{workspace}", Delete);
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.WorkspacesRead);
        var workspaces = WorkspaceStore.OfUser(call.Db, call.User.Id);
        if (call.Caller.Token is { } token)
        {
            // A token knows one workspace, even where its bot belongs to several.
            workspaces.RemoveAll(workspace => workspace.Id != token.WorkspaceId);
        }
        return Answer.Json(200, new(workspaces), WireJson.Default.WorkspacesAnswer);
    }

    private static Answer Get(Call call)
    {
        call.Require(Scopes.WorkspacesRead);
        call.RoleIn(call.Value(0));
        return Answer.Json(200, new(WorkspaceStore.Find(call.Db, call.Value(0), call.User.Id)!), WireJson.Default.WorkspaceAnswer);
    }

    private static Answer Create(Call call)
    {
        call.HumansOnly("create workspaces");
        var request = call.Body(WireJson.Default.WorkspaceRequest);
        var name = Names.Optional(request.Name) ?? throw Refusal.BadRequest(NameRequired);
        var slug = Names.Slug(Names.Optional(request.Slug) ?? name);
        RefuseUnavailable(call.Db, slug);
        var workspaces = WorkspaceStore.OfUser(call.Db, call.User.Id);
        if (workspaces.Count > 0 && workspaces.TrueForAll(workspace => workspace.Role == "guest"))
        {
            throw Refusal.Forbidden(Moderation.Restricted);
        }
        var workspace = new Workspace(call.Db.NewId("wsp"), Ids.NewRouteId('T'), name, slug, "", call.Db.Now, "owner");
        WorkspaceStore.Insert(call.Db, workspace);
        MemberStore.Add(call.Db, workspace.Id, call.User.Id, "owner");
        return Answer.Json(201, new(workspace), WireJson.Default.WorkspaceAnswer);
    }

    private static Answer Update(Call call)
    {
        call.HumansOnly("update workspaces");
        var request = call.Body(WireJson.Default.WorkspaceRequest);
        if (request is { Name: null, Slug: null, IconUrl: null })
        {
            throw Refusal.BadRequest("workspace update requires at least one field");
        }
        call.RoleIn(call.Value(0));
        call.RequireUnrestricted(call.Value(0));
        BotAccounts.RequireWorkspaceManager(call.Db, call.User, call.Value(0));
        var before = WorkspaceStore.Find(call.Db, call.Value(0), call.User.Id)!;
        var slug = request.Slug is null ? before.Slug : Names.Slug(request.Slug);
        if (slug != before.Slug)
        {
            RefuseUnavailable(call.Db, slug);
        }
        var after = before with
        {
            Name = request.Name is null ? before.Name : Names.Optional(request.Name) ?? throw Refusal.BadRequest(NameRequired),
            Slug = slug,
            IconUrl = request.IconUrl is null ? before.IconUrl : request.IconUrl.Trim(),
        };
        WorkspaceStore.Update(call.Db, after);
        var updated = EventStore.Append(call.Db, new("workspace.updated", after.Id, Payload.Of(("workspace_id", after.Id))));
        return Answer.Json(200, new(after, updated), WireJson.Default.WorkspaceChanged);
    }

    private static Answer TransferOwnership(Call call)
    {
        call.HumansOnly("transfer workspace ownership");
        var workspace = call.Value(0);
        var heir = Names.Optional(call.Body(WireJson.Default.TransferRequest).UserId);
        if (heir is null || heir == call.User.Id)
        {
            throw Refusal.BadRequest("new owner must be another workspace member");
        }
        if (MemberStore.Role(call.Db, workspace, call.User.Id) != "owner")
        {
            throw Refusal.Forbidden(OwnerRequired);
        }
        switch (MemberStore.Role(call.Db, workspace, heir))
        {
            case null:
                throw Refusal.BadRequest("new owner must be a workspace member");
            case "bot" or "guest":
                throw Refusal.BadRequest("new owner must be a human member or moderator");
        }
        MemberStore.SetRole(call.Db, workspace, call.User.Id, "moderator");
        MemberStore.SetRole(call.Db, workspace, heir, "owner");
        var transferred = EventStore.Append(
            call.Db,
            new("workspace.ownership_transferred", workspace, Payload.Of(("new_owner_user_id", heir), ("workspace_id", workspace))));
        return Answer.Json(200, new(WorkspaceStore.Find(call.Db, workspace, call.User.Id)!, transferred), WireJson.Default.WorkspaceChanged);
    }

    // Open sockets stay open and hear nothing of it.
    private Answer Delete(Call call)
    {
        call.HumansOnly("delete workspaces");
        var workspace = call.Value(0);
        if (call.RoleIn(workspace) != "owner")
        {
            throw Refusal.Forbidden(OwnerRequired);
        }
        foreach (var bot in MemberStore.Page(call.Db, workspace, "bot", "", int.MaxValue, 0).Select(member => member.User))
        {
            // Nobody is left who could manage a bot that was at home here only.
            if (bot.OwnerUserId is null && MemberStore.WorkspacesOf(call.Db, bot.Id).Count == 1)
            {
                UserStore.Retire(call.Db, bot.Id, call.Db.Now);
            }
        }
        var uploads = UploadStore.OfWorkspace(call.Db, workspace);
        WorkspaceStore.Delete(call.Db, workspace);
        return Answer.After(_ =>
        {
            uploads.ForEach(files.Delete);
            return Task.FromResult(Answer.Empty(204));
        });
    }

    private static void RefuseUnavailable(Transaction db, string slug)
    {
        if (slug is "clickclack" or "guests")
        {
            throw Refusal.BadRequest("workspace slug is reserved");
        }
        if (WorkspaceStore.IsSlugTaken(db, slug))
        {
            throw Refusal.BadRequest("workspace slug is already taken");
        }
    }
}
