using ClickClack.Local.Callbacks;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Endpoints;

internal sealed class ConsumeRequest
{
    public string? Token { get; set; }
}

internal sealed record SignedInAnswer(User User, Session Session, string Token);

/// <summary>Signing in with a link. The link comes from the operator's command: this server sends no mail.</summary>
internal sealed class MagicLinks(EventDeliveries work)
{
    public void Map(Router routes)
    {
        routes.Raw("POST", "/api/auth/magic/request", static _ => throw new Refusal(501, "magic-link delivery is not configured"));
        routes.Raw("POST", "/api/auth/magic/consume", ConsumeAsync);
    }

    private async Task ConsumeAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new Refusal(415, "content type must be application/json");
        }
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var token = body.As(WireJson.Default.ConsumeRequest).Token;
        var answer = await work.RunAsync(
            db =>
            {
                var user = HumanAccounts.UseLink(db, token);
                var session = HumanAccounts.SignIn(db, user.Id);
                return new SignedInAnswer(user, session, session.Token);
            },
            context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Json.Bytes(answer, WireJson.Default.SignedInAnswer), context.RequestAborted);
    }
}
