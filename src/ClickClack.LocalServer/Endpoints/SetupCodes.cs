using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Endpoints;

internal sealed class SetupCodeRequest
{
    public string? Name { get; set; }
    public List<string?>? Scopes { get; set; }
    public SetupDefaults? Defaults { get; set; }
}

internal sealed class ClaimRequest
{
    public string? Code { get; set; }
}

internal sealed record SetupCodeAnswer(PendingSetup SetupCode);

internal sealed record ClaimAnswer(
    string Token, ClaimedBot Bot, ClaimedWorkspace Workspace, SetupDefaults Defaults, int ContractVersion, string ApiBaseUrl);

internal sealed record ClaimedBot(string Id, string Handle, string DisplayName);

internal sealed record ClaimedWorkspace(string Id, string RouteId, string Slug, string Name);

/// <summary>How a bot gets its first token without anybody copying one: a manager makes a code, the bot's program claims it.</summary>
internal sealed class SetupCodes(Database database, TimeProvider time, Func<Uri> address)
{
    private const string ClaimPath = "/api/bot-setup-codes/claim";
    private const int ContractVersion = 1;
    private const int MaxAttempts = 10;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // Claims need no credentials, and a code is short enough to be guessed by someone with all the time in the world.
    private readonly SlidingWindow attempts = new(MaxAttempts, TimeSpan.FromMinutes(1), time);

    private string BaseUrl => address().GetLeftPart(UriPartial.Authority);

    public void Map(Router routes)
    {
        routes.Post("/api/workspaces/{workspace}/bots/{bot}/setup-codes", Create);
        routes.Raw("POST", ClaimPath, ClaimAsync);
    }

    private Answer Create(Call call)
    {
        call.HumansOnly("create bot setup codes");
        var request = call.Body(WireJson.Default.SetupCodeRequest);
        var scopes = Scopes.Expand(request.Scopes ?? []);
        var defaults = SetupCode.Defaults(request.Defaults, scopes);
        var (workspace, bot) = Bots.Managed(call);
        var code = SetupCode.New();
        var setup = new PendingSetup
        {
            Id = call.Db.NewId("bsc"),
            BotUserId = bot.Id,
            WorkspaceId = workspace,
            TokenName = Names.Optional(request.Name) ?? BotAccounts.DefaultTokenName,
            Scopes = scopes,
            Defaults = defaults,
            CreatedBy = call.User.Id,
            CreatedAt = call.Db.Now,
            ExpiresAt = Timestamps.Format(call.Db.Time + Lifetime),
        };
        SetupCodeStore.Insert(call.Db, setup, SetupCode.Hash(code)!);
        var shown = setup with { Code = code, ContractVersion = ContractVersion, ClaimUrl = BaseUrl + ClaimPath, ApiBaseUrl = BaseUrl };
        return Answer.Json(201, new(shown), WireJson.Default.SetupCodeAnswer);
    }

    private async Task ClaimAsync(HttpContext context)
    {
        if (!attempts.Allows(ClientAddress.Of(context)))
        {
            throw new Refusal(429, "too many setup code attempts, retry later");
        }
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var code = body.As(WireJson.Default.ClaimRequest).Code;
        var claimed = await database.RunAsync(db => Claim(db, code));
        await Answer.Json(200, claimed, WireJson.Default.ClaimAnswer).SendAsync(context);
    }

    // Unknown, expired and used look the same from outside: none of it is a guesser's business.
    private ClaimAnswer Claim(Transaction db, string? code)
    {
        if (SetupCode.Hash(code) is not { } hash
            || SetupCodeStore.Find(db, hash) is not { } setup
            || Timestamps.Parse(setup.ExpiresAt) <= db.Time
            || UserStore.Find(db, setup.BotUserId) is not { DeletedAt: null } bot
            || WorkspaceStore.Find(db, setup.WorkspaceId, bot.Id) is not { } workspace)
        {
            throw Refusal.NotFound("setup code is invalid or expired");
        }
        SetupCodeStore.Remove(db, setup.Id);
        var token = BotAccounts.Mint(db, bot, workspace.Id, setup.TokenName, setup.Scopes, setup.CreatedBy);
        var defaults = setup.Defaults;
        if (defaults.DefaultTo is null && ChannelStore.DefaultName(db, workspace.Id) is { } channel)
        {
            defaults = defaults with { DefaultTo = "channel:" + channel };
        }
        return new(
            token.Token!,
            new(bot.Id, bot.Handle, bot.DisplayName),
            new(workspace.Id, workspace.RouteId, workspace.Slug, workspace.Name),
            defaults,
            ContractVersion,
            BaseUrl);
    }
}
