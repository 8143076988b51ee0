using ClickClack.Local.Http;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Endpoints;

internal sealed record StatusAnswer(string Status);

/// <summary>Probes; they need no credentials.</summary>
internal static class Health
{
    public static void Map(Router routes)
    {
        routes.Raw("GET", "/healthz", context => Say(context, "ok"));
        routes.Raw("GET", "/readyz", context => Say(context, "ready"));
    }

    private static async Task Say(HttpContext context, string status)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(
            Json.Bytes(new StatusAnswer(status), WireJson.Default.StatusAnswer), context.RequestAborted);
    }
}
