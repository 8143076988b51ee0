using System.Security.Cryptography;
using System.Text;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Auth;

/// <summary>Turns a credential into a caller. Works on the database's queue, so its memory needs no lock.</summary>
internal sealed class Authenticator
{
    private const string Scheme = "Bearer ";

    // The time of last use is for people to look at; writing it with every request would make a write of every read.
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> touched = new(StringComparer.Ordinal);

    /// <summary>The credential of a request; null when it has none that counts.</summary>
    public static string? Credential(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.Ordinal) ? header[Scheme.Length..].Trim() : null;
    }

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public Caller Authenticate(Transaction db, string? credential)
    {
        if (credential is null)
        {
            throw Refusal.Unauthorized("authentication required");
        }
        var hash = Hash(credential);
        return (credential.StartsWith("ccb_", StringComparison.Ordinal) ? Bot(db, hash) : null) ?? Human(db, hash);
    }

    private static Caller Human(Transaction db, string hash)
    {
        var signIn = SessionStore.Find(db, hash) ?? throw Refusal.Unauthorized(Refusal.NoRows);
        if (Timestamps.Parse(signIn.ExpiresAt) <= db.Time)
        {
            throw Refusal.Unauthorized("session expired");
        }
        return new(UserStore.Find(db, signIn.UserId)!, null);
    }

    private Caller? Bot(Transaction db, string hash)
    {
        if (BotTokenStore.FindUsable(db, hash) is not { } token)
        {
            return null;
        }
        if (!touched.TryGetValue(token.Id, out var last) || db.Time - last >= TouchInterval)
        {
            BotTokenStore.Touch(db, token.Id);
            touched[token.Id] = db.Time;
        }
        return new(UserStore.Find(db, token.BotUserId)!, token);
    }
}
