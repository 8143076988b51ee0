using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>Creating bots and their tokens.</summary>
internal static class BotAccounts
{
    public const string DefaultTokenName = "default";

    public static User Create(Transaction db, string workspaceId, string? displayName, string? handle, string? avatarUrl, string? ownerId)
    {
        var bot = new User
        {
            Id = db.NewId("usr"),
            Kind = "bot",
            OwnerUserId = ownerId,
            DisplayName = Names.DisplayName(displayName),
            Handle = Names.Handle(db, handle),
            AvatarUrl = Names.AvatarUrl(avatarUrl),
            CreatedAt = db.Now,
        };
        UserStore.Insert(db, bot);
        MemberStore.Add(db, workspaceId, bot.Id, "bot");
        return bot;
    }

    /// <summary>A new token with its secret, which is not to be had again.</summary>
    public static BotToken Mint(Transaction db, User bot, string workspaceId, string? name, IReadOnlyList<string> scopes, string? createdBy)
    {
        var token = new BotToken
        {
            Id = db.NewId("btok"),
            BotUserId = bot.Id,
            OwnerUserId = bot.OwnerUserId,
            WorkspaceId = workspaceId,
            Name = Names.Optional(name) ?? DefaultTokenName,
            Scopes = scopes,
            CreatedBy = createdBy,
            CreatedAt = db.Now,
            Token = Ids.NewSecret("ccb"),
        };
        BotTokenStore.Insert(db, token, Authenticator.Hash(token.Token));
        return token;
    }

    /// <summary>403 unless this user may create a bot with this owner, or for the workspace when there is none.</summary>
    public static void RequireCreator(Transaction db, User creator, string workspaceId, string? ownerId)
    {
        if (ownerId is null)
        {
            RequireWorkspaceManager(db, creator, workspaceId);
        }
        else if (ownerId != creator.Id)
        {
            throw Refusal.Forbidden("only the bot owner can create a user-owned bot");
        }
        else if (MemberStore.Role(db, workspaceId, ownerId) is null)
        {
            throw Refusal.Forbidden("bot owner must be a workspace member");
        }
    }

    /// <summary>403 unless the caller may manage this bot: its owner, or for one without owner those who run the workspace.</summary>
    public static void RequireManager(Transaction db, User caller, string workspaceId, User bot)
    {
        if (bot.OwnerUserId is null)
        {
            RequireWorkspaceManager(db, caller, workspaceId);
        }
        else if (bot.OwnerUserId != caller.Id)
        {
            throw Refusal.Forbidden("only the bot owner can manage this bot");
        }
    }

    public static void RequireWorkspaceManager(Transaction db, User caller, string workspaceId)
    {
        if (MemberStore.Role(db, workspaceId, caller.Id) is not ("owner" or "moderator"))
        {
            throw Refusal.Forbidden("workspace manager permission required");
        }
    }
}
