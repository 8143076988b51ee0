using System.Reflection;
using ClickClack.Local.Http;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Playground;

internal sealed class SessionRequest
{
    public string? Code { get; set; }
}

internal sealed record SessionAnswer(SessionWorkspace Workspace, IReadOnlyList<SessionPerson> People, IReadOnlyList<SessionBot> Bots);

internal sealed record SessionWorkspace(string Id, string Name, string Slug);

internal sealed record SessionPerson(string Id, string DisplayName, string Handle, string Token);

internal sealed record SessionBot(string Id, string Handle, string DisplayName);

/// <summary>
/// The page to try a bot on, and the one call that is not part of the protocol: it turns a code from the terminal into the tokens
/// of the people the page may speak as.
/// </summary>
internal sealed class PlaygroundSite(SessionCodes codes, Func<SessionAnswer> describe, Action visited)
{
    private const string ResourcePrefix = "playground/";
    private const string StartPage = "index.html";

    public void Map(Router routes)
    {
        var assembly = typeof(PlaygroundSite).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            var file = resource[ResourcePrefix.Length..];
            var content = Load(assembly, resource);
            var type = ContentType(file);
            routes.Raw("GET", file == StartPage ? "/" : "/" + file, context => SendAsync(context, content, type));
        }
        routes.Raw("POST", "/_local/session", OpenSessionAsync);
    }

    private static byte[] Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string ContentType(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"No content type is known for {other}."),
    };

    private static async Task SendAsync(HttpContext context, byte[] content, string type)
    {
        // A name that somebody made point to this machine must not become part of the policy.
        var socket = Origins.IsLoopbackHost(context.Request) ? $" ws://{context.Request.Host}" : "";
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + $"connect-src 'self'{socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private async Task OpenSessionAsync(HttpContext context)
    {
        if (!Origins.IsLoopbackHost(context.Request) || !Origins.IsOwn(context.Request))
        {
            throw Refusal.Forbidden("the playground can only be opened from its own page on this machine");
        }
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var redeemed = codes.Redeem(body.As(WireJson.Default.SessionRequest).Code ?? "");
        visited();
        if (!redeemed)
        {
            throw Refusal.Forbidden("this code was used before, has expired or never existed");
        }
        var answer = Json.Bytes(describe(), WireJson.Default.SessionAnswer);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
