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

internal sealed record WorkspaceAnswer(Workspace Workspace);

internal sealed record WorkspaceChanged(Workspace Workspace, Event Event);

internal sealed record WorkspacesAnswer(IReadOnlyList<Workspace> Workspaces);

internal static class Workspaces
{
    public static void Map(Router routes)
    {
        routes.Get("/api/workspaces", List);
        routes.Post("/api/workspaces", Create);
        routes.Get("/api/workspaces/{workspace}", Get);
        routes.Patch("/api/workspaces/{workspace}", Update);
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
        var name = Names.Optional(request.Name) ?? throw Refusal.BadRequest("workspace name is required");
        var slug = Names.Slug(Names.Optional(request.Slug) ?? name);
        if (slug is "clickclack" or "guests")
        {
            throw Refusal.BadRequest("workspace slug is reserved");
        }
        if (WorkspaceStore.IsSlugTaken(call.Db, slug))
        {
            throw Refusal.BadRequest("workspace slug is already taken");
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
        var before = Owned(call);
        var after = before with
        {
            Name = Names.Optional(request.Name) ?? before.Name,
            IconUrl = request.IconUrl is null ? before.IconUrl : request.IconUrl.Trim(),
        };
        WorkspaceStore.Update(call.Db, after);
        var updated = EventStore.Append(call.Db, new("workspace.updated", after.Id, Payload.Of(("workspace_id", after.Id))));
        return Answer.Json(200, new(after, updated), WireJson.Default.WorkspaceChanged);
    }

    // Open sockets stay open and hear nothing of it.
    private static Answer Delete(Call call)
    {
        call.HumansOnly("delete workspaces");
        WorkspaceStore.Delete(call.Db, Owned(call).Id);
        return Answer.Empty(204);
    }

    private static Workspace Owned(Call call) => call.RoleIn(call.Value(0)) == "owner"
        ? WorkspaceStore.Find(call.Db, call.Value(0), call.User.Id)!
        : throw Refusal.Forbidden("workspace owner permission required");
}
