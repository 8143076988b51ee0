using System.Security.Cryptography;
using System.Text;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>A code that somebody types once to give a bot its token.</summary>
internal static class SetupCode
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;
    private const int MaxAllowed = 500;
    private const int MaxCharacters = 256;

    /// <summary>Three groups of four.</summary>
    public static string New()
    {
        var digits = RandomNumberGenerator.GetString(Digits, Length);
        return $"{digits[..4]}-{digits[4..8]}-{digits[8..]}";
    }

    /// <summary>What is stored of a code, however it was typed; null for what can be none.</summary>
    public static string? Hash(string? code)
    {
        var digits = (code ?? "").Trim().ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == Length && digits.All(Digits.Contains)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("setup-code:" + digits)))
            : null;
    }

    /// <summary>What the bot is to be told with its token.</summary>
    public static SetupDefaults Defaults(SetupDefaults? sent, IReadOnlyList<string> scopes)
    {
        var defaultTo = Checked("defaultTo", sent?.DefaultTo ?? "");
        var allowFrom = sent?.AllowFrom;
        if (allowFrom?.Count > MaxAllowed)
        {
            throw Refusal.BadRequest("defaults.allowFrom has too many entries");
        }
        var allowed = new List<string>();
        foreach (var entry in allowFrom ?? [])
        {
            var user = Checked("defaults.allowFrom entry", entry ?? "");
            if (user.Length == 0)
            {
                throw Refusal.BadRequest("defaults.allowFrom entries must not be empty");
            }
            if (!allowed.Contains(user))
            {
                allowed.Add(user);
            }
        }
        if (sent?.AgentActivity is true && !scopes.Contains(Scopes.AgentActivityWrite))
        {
            throw Refusal.BadRequest($"defaults.agentActivity requires {Scopes.AgentActivityWrite}");
        }
        return new()
        {
            DefaultTo = defaultTo.Length > 0 ? defaultTo : null,
            AllowFrom = allowed.Count > 0 ? allowed : null,
            AgentActivity = sent?.AgentActivity,
        };
    }

    private static string Checked(string name, string text)
    {
        var value = text.Trim();
        if (value.Contains('\0'))
        {
            throw Refusal.BadRequest($"{name} must not contain NUL");
        }
        return CodePoints.Count(value) <= MaxCharacters ? value : throw Refusal.BadRequest($"{name} is too long");
    }
}
