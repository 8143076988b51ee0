using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>A human's sign-in, with the token that is not to be had again.</summary>
internal sealed record Session(string Id, string Token, string UserId, string CreatedAt, string ExpiresAt);

/// <summary>Creating humans, and signing them in.</summary>
internal static class HumanAccounts
{
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    /// <summary>A human without a handle and without a workspace.</summary>
    public static User Create(Transaction db, string? displayName, string? email)
    {
        var id = db.NewId("usr");
        var user = new User
        {
            Id = id,
            Kind = "human",
            DisplayName = Names.DisplayName(displayName),
            Handle = "",
            AvatarUrl = GeneratedAvatar(id),
            CreatedAt = db.Now,
        };
        UserStore.Insert(db, user);
        if (Email(email) is { } address)
        {
            if (MagicLinkStore.UserOf(db, address) is not null)
            {
                throw Refusal.BadRequest("email is already taken");
            }
            MagicLinkStore.SetEmail(db, id, address);
        }
        return user;
    }

    /// <summary>The address of a picture like a real server's; never asked for by this one.</summary>
    public static string GeneratedAvatar(string userId) => $"https://www.gravatar.com/avatar/{Authenticator.Hash(userId)}?d=identicon";

    public static Session SignIn(Transaction db, string userId)
    {
        var session = new Session(db.NewId("ses"), Ids.NewSecret("sst"), userId, db.Now, Timestamps.Format(db.Time + SessionLifetime));
        SessionStore.Set(db, Authenticator.Hash(session.Token), userId, session.ExpiresAt);
        return session;
    }

    /// <summary>A token that signs in the human with this address, once and for a quarter of an hour.</summary>
    public static string CreateLink(Transaction db, string? email, string? displayName)
    {
        var address = Email(email) ?? throw Refusal.BadRequest("email is required");
        var token = Ids.NewSecret("mgt");
        var name = Names.Optional(displayName) ?? address.Split('@')[0];
        MagicLinkStore.Add(db, Authenticator.Hash(token), new(address, name, Timestamps.Format(db.Time + LinkLifetime), null));
        return token;
    }

    /// <summary>Whom the token signs in; a human that was never here before is created.</summary>
    public static User UseLink(Transaction db, string? token)
    {
        var hash = Authenticator.Hash((token ?? "").Trim());
        if (MagicLinkStore.Find(db, hash) is not { } link)
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        if (link.UsedAt is not null || Timestamps.Parse(link.ExpiresAt) <= db.Time)
        {
            throw Refusal.BadRequest("magic link is invalid or expired");
        }
        MagicLinkStore.Use(db, hash);
        return MagicLinkStore.UserOf(db, link.Email) is { } known ? UserStore.Find(db, known)! : Create(db, link.DisplayName, link.Email);
    }

    private static string? Email(string? text) => Names.Optional(text)?.ToLowerInvariant();
}
