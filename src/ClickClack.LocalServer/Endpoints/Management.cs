using ClickClack.Local.Http;

namespace ClickClack.Local.Endpoints;

/// <summary>
/// Management that this server leaves out. Bots are told what they are told everywhere: these calls are for humans, whatever a
/// token's scopes say.
/// </summary>
internal static class Management
{
    public static void Map(Router routes)
    {
        routes.Get("/api/workspaces/{workspace}/app-installations", LeftOut("manage app installations"));
        routes.Post("/api/workspaces/{workspace}/app-installations", LeftOut("create app installations"));
        routes.Post("/api/app-installations/{installation}/revoke", LeftOut("revoke app installations"));
        routes.Get("/api/workspaces/{workspace}/audit-log", LeftOut("list audit log entries"));
        routes.Get("/api/workspaces/{workspace}/connected-accounts", LeftOut("list connected accounts"));
        routes.Post("/api/workspaces/{workspace}/connected-accounts", LeftOut("create connected accounts"));
        routes.Post("/api/connected-accounts/{account}/revoke", LeftOut("revoke connected accounts"));
    }

    private static Endpoint LeftOut(string what) => call =>
    {
        call.HumansOnly(what);
        return Answer.Error(501, $"this server cannot {what}");
    };
}
