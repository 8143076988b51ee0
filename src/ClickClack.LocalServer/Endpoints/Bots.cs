using System.Text.Json;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class BotRequest
{
    public string? DisplayName { get; set; }
    public string? OwnerUserId { get; set; }
    public string? Handle { get; set; }
    public string? AvatarUrl { get; set; }
    public string? TokenName { get; set; }
    public List<string?>? Scopes { get; set; }
    public string? SetupNonce { get; set; }
    public bool? InitialToken { get; set; }
}

internal sealed class BotTokenRequest
{
    public string? Name { get; set; }
    public List<string?>? Scopes { get; set; }
    public string? SetupNonce { get; set; }
}

internal sealed record BotAnswer(User Bot, BotToken? BotToken);

internal sealed record BotsAnswer(IReadOnlyList<BotWithTokens> Bots);

internal sealed record BotWithTokens(User Bot, IReadOnlyList<BotToken> Tokens);

internal sealed record OwnedBotsAnswer(IReadOnlyList<OwnedBot> Bots);

internal sealed record OwnedBot(User Bot, OwnedBotWorkspace Workspace, int ActiveTokenCount);

internal sealed record OwnedBotWorkspace(string Id, string RouteId, string Name);

internal sealed record BotTokenAnswer(BotToken BotToken);

internal sealed record BotTokensAnswer(IReadOnlyList<BotToken> BotTokens);

internal sealed record DeletedBotAnswer(DeletedBot DeletedBot);

internal sealed record DeletedBot(string Id, string DisplayName, string FormerHandle, string DeletedAt);

/// <summary>What humans do to bots.</summary>
internal static class Bots
{
    private const int MinSetupNonce = 16;

    public static void Map(Router routes)
    {
        routes.Get("/api/workspaces/{workspace}/bots", List);
        routes.Post("/api/workspaces/{workspace}/bots", Create);
        routes.Get("/api/workspaces/{workspace}/bots/{bot}/tokens", ListTokens);
        routes.Post("/api/workspaces/{workspace}/bots/{bot}/tokens", CreateToken);
        routes.Get("/api/bots/{bot}/tokens", ListAllTokens);
        routes.Post("/api/bots/{bot}/tokens", CreateTokenAtHome);
        routes.Get("/api/me/bots", ListOwned);
        routes.Post("/api/bot-tokens/{token}/revoke", Revoke);
        routes.Delete("/api/workspaces/{workspace}/bots/{bot}/membership", RemoveMembership);
        routes.Delete("/api/bots/{bot}", Delete);
    }

    /// <summary>The workspace and the bot of the path, which the caller may manage.</summary>
    public static (string Workspace, User Bot) Managed(Call call)
    {
        var workspace = call.Value(0);
        call.RoleIn(workspace);
        if (MemberStore.Role(call.Db, workspace, call.Value(1)) is null || UserStore.Find(call.Db, call.Value(1)) is not { IsBot: true } bot)
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        BotAccounts.RequireManager(call.Db, call.User, workspace, bot);
        return (workspace, bot);
    }

    private static Answer List(Call call)
    {
        call.HumansOnly("manage bots");
        var workspace = call.Value(0);
        call.RoleIn(workspace);
        BotAccounts.RequireWorkspaceManager(call.Db, call.User, workspace);
        var bots = MemberStore.Page(call.Db, workspace, "bot", "", int.MaxValue, 0)
            .Select(member => new BotWithTokens(member.User, BotTokenStore.OfBot(call.Db, member.User.Id, workspace)));
        return Answer.Json(200, new([.. bots]), WireJson.Default.BotsAnswer);
    }

    private static Answer Create(Call call)
    {
        call.HumansOnly("create bots");
        var workspace = call.Value(0);
        var request = call.Body(WireJson.Default.BotRequest);
        call.RoleIn(workspace);
        var owner = Names.Optional(request.OwnerUserId);
        BotAccounts.RequireCreator(call.Db, call.User, workspace, owner);
        var nonce = SetupNonce(request.SetupNonce);
        var fingerprint = nonce is null ? "" : JsonSerializer.Serialize(request, WireJson.Default.BotRequest);
        if (Repeat(call, workspace, nonce, fingerprint) is { } earlier)
        {
            return Answer.Json(201, new(UserStore.Find(call.Db, earlier.BotUserId)!, earlier), WireJson.Default.BotAnswer);
        }
        var scopes = Scopes.Expand(request.Scopes ?? []);
        var bot = BotAccounts.Create(call.Db, workspace, request.DisplayName, request.Handle, request.AvatarUrl, owner);
        if (request.InitialToken is false)
        {
            return Answer.Json(201, new(bot, null), WireJson.Default.BotAnswer);
        }
        var token = Mint(call, bot, workspace, request.TokenName, scopes, nonce, fingerprint);
        return Answer.Json(201, new(bot, token), WireJson.Default.BotAnswer);
    }

    // The same request again: the same bot and token, but a new secret, because only a hash of the old one is left. Null the first time.
    private static BotToken? Repeat(Call call, string workspace, string? nonce, string fingerprint)
    {
        if (nonce is null || BotTokenStore.ByNonce(call.Db, call.User.Id, workspace, nonce) is not var (token, request))
        {
            return null;
        }
        if (request != fingerprint)
        {
            throw Refusal.Conflict("setup nonce was already used for a different request");
        }
        var secret = Ids.NewSecret("ccb");
        BotTokenStore.ReplaceSecret(call.Db, token.Id, Authenticator.Hash(secret));
        return token with { Token = secret, LastUsedAt = null };
    }

    private static BotToken Mint(
        Call call, User bot, string workspace, string? name, IReadOnlyList<string> scopes, string? nonce, string fingerprint)
    {
        var token = BotAccounts.Mint(call.Db, bot, workspace, name, scopes, call.User.Id);
        if (nonce is not null)
        {
            BotTokenStore.RememberNonce(call.Db, token.Id, nonce, fingerprint);
        }
        return token;
    }

    private static Answer ListTokens(Call call)
    {
        call.HumansOnly("manage bot tokens");
        var (workspace, bot) = Managed(call);
        return Answer.Json(200, new(BotTokenStore.OfBot(call.Db, bot.Id, workspace)), WireJson.Default.BotTokensAnswer);
    }

    private static Answer CreateToken(Call call)
    {
        call.HumansOnly("create bot tokens");
        var request = call.Body(WireJson.Default.BotTokenRequest);
        var (workspace, bot) = Managed(call);
        return CreateToken(call, workspace, bot, request);
    }

    private static Answer CreateToken(Call call, string workspace, User bot, BotTokenRequest request)
    {
        var nonce = SetupNonce(request.SetupNonce);
        var fingerprint = nonce is null ? "" : bot.Id + JsonSerializer.Serialize(request, WireJson.Default.BotTokenRequest);
        var token = Repeat(call, workspace, nonce, fingerprint)
            ?? Mint(call, bot, workspace, request.Name, Scopes.Expand(request.Scopes ?? []), nonce, fingerprint);
        return Answer.Json(201, new(token), WireJson.Default.BotTokenAnswer);
    }

    // The bot's tokens in every workspace that the caller may manage it in.
    private static Answer ListAllTokens(Call call)
    {
        call.HumansOnly("manage bot tokens");
        var bot = UserStore.Find(call.Db, call.Value(0));
        if (bot is not { IsBot: true, DeletedAt: null })
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        var tokens = new List<BotToken>();
        foreach (var workspace in MemberStore.WorkspacesOf(call.Db, bot.Id))
        {
            BotAccounts.RequireManager(call.Db, call.User, workspace, bot);
            tokens.AddRange(BotTokenStore.OfBot(call.Db, bot.Id, workspace));
        }
        return Answer.Json(200, new(tokens), WireJson.Default.BotTokensAnswer);
    }

    // Without a workspace in the path it is the one the bot came from.
    private static Answer CreateTokenAtHome(Call call)
    {
        call.HumansOnly("create bot tokens");
        var request = call.Body(WireJson.Default.BotTokenRequest);
        var bot = UserStore.Find(call.Db, call.Value(0));
        if (bot is not { IsBot: true } || MemberStore.WorkspacesOf(call.Db, bot.Id) is not [var home, ..])
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        BotAccounts.RequireManager(call.Db, call.User, home, bot);
        return CreateToken(call, home, bot, request);
    }

    private static Answer ListOwned(Call call)
    {
        call.HumansOnly("list owned bots");
        var bots =
            from bot in UserStore.OwnedBy(call.Db, call.User.Id).Select(id => UserStore.Find(call.Db, id)!)
            from workspace in WorkspaceStore.OfUser(call.Db, bot.Id)
            select new OwnedBot(
                bot,
                new(workspace.Id, workspace.RouteId, workspace.Name),
                BotTokenStore.OfBot(call.Db, bot.Id, workspace.Id).Count(token => token.RevokedAt is null));
        return Answer.Json(200, new([.. bots]), WireJson.Default.OwnedBotsAnswer);
    }

    private static Answer Revoke(Call call)
    {
        call.HumansOnly("revoke bot tokens");
        var token = BotTokenStore.Find(call.Db, call.Value(0)) ?? throw Refusal.BadRequest(Refusal.NoRows);
        BotAccounts.RequireManager(call.Db, call.User, token.WorkspaceId, UserStore.Find(call.Db, token.BotUserId)!);
        BotTokenStore.Revoke(call.Db, token.Id);
        return Answer.Json(200, new(BotTokenStore.Find(call.Db, token.Id)!), WireJson.Default.BotTokenAnswer);
    }

    private static Answer RemoveMembership(Call call)
    {
        call.HumansOnly("remove bots from workspaces");
        var workspace = call.Value(0);
        call.RoleIn(workspace);
        var bot = UserStore.Find(call.Db, call.Value(1)) ?? throw Refusal.NotFound(Refusal.NoRows);
        BotAccounts.RequireManager(call.Db, call.User, workspace, bot);
        if (!bot.IsBot || !MemberStore.Remove(call.Db, workspace, bot.Id))
        {
            throw Refusal.NotFound(Refusal.NoRows);
        }
        BotTokenStore.RevokeAll(call.Db, bot.Id, workspace);
        Announce(call, workspace, "bot.membership_removed", bot, Payload.Of(("bot_user_id", bot.Id)));
        return Answer.Empty(204);
    }

    private static Answer Delete(Call call)
    {
        call.HumansOnly("delete bots");
        var bot = UserStore.Find(call.Db, call.Value(0));
        if (bot is not { IsBot: true, DeletedAt: null })
        {
            throw Refusal.NotFound(Refusal.NoRows);
        }
        var workspaces = MemberStore.WorkspacesOf(call.Db, bot.Id);
        foreach (var workspace in workspaces)
        {
            BotAccounts.RequireManager(call.Db, call.User, workspace, bot);
        }
        var deleted = new DeletedBot(bot.Id, bot.DisplayName, bot.Handle, call.Db.Now);
        UserStore.Retire(call.Db, bot.Id, deleted.DeletedAt);
        var payload = Payload.Of(
            ("bot_user_id", bot.Id),
            ("deleted_at", deleted.DeletedAt),
            ("display_name", deleted.DisplayName),
            ("former_handle", deleted.FormerHandle));
        foreach (var workspace in workspaces)
        {
            MemberStore.Remove(call.Db, workspace, bot.Id);
            BotTokenStore.RevokeAll(call.Db, bot.Id, workspace);
            Announce(call, workspace, "bot.deleted", bot, payload);
        }
        return Answer.Json(200, new(deleted), WireJson.Default.DeletedBotAnswer);
    }

    private static void Announce(Call call, string workspace, string type, User bot, RawJson payload) => call.Db.Publish(
        new(new() { Id = "", Cursor = "", Type = type, WorkspaceId = workspace, CreatedAt = call.Db.Now, Payload = payload })
        {
            RemovedUserId = bot.Id,
        });

    private static string? SetupNonce(string? text)
    {
        var nonce = Names.Optional(text);
        return nonce is null || nonce.Length >= MinSetupNonce
            ? nonce
            : throw Refusal.BadRequest($"setup_nonce must be at least {MinSetupNonce} characters");
    }
}
