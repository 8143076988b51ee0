using System.Text;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;

namespace ClickClack.Local.Rules;

/// <summary>The rules for names that people choose.</summary>
internal static class Names
{
    private const int DisplayNameBytes = 80;
    private const int AvatarBytes = 500;
    private const int TitleCharacters = 200;

    public static string DisplayName(string? text)
    {
        var name = (text ?? "").Trim();
        if (name.Length == 0)
        {
            throw Refusal.BadRequest("display_name is required");
        }
        return Encoding.UTF8.GetByteCount(name) <= DisplayNameBytes ? name : throw Refusal.BadRequest("display_name is too long");
    }

    /// <summary>A free handle, or the user's present one; empty stays empty, and its user cannot be mentioned.</summary>
    public static string Handle(Transaction db, string? text, string present = "")
    {
        var handle = (text ?? "").Trim().ToLowerInvariant();
        if (handle is ['@', ..])
        {
            handle = handle[1..];
        }
        if (handle.Length == 0)
        {
            return "";
        }
        if (handle.Length is < 2 or > 32 || handle[0] is '_' or '-' || !handle.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            throw Refusal.BadRequest("handle must be 2-32 chars using letters, numbers, underscores, or dashes");
        }
        return handle != present && UserStore.IsHandleTaken(db, handle) ? throw Refusal.BadRequest("handle is already taken") : handle;
    }

    public static string AvatarUrl(string? text)
    {
        var url = (text ?? "").Trim();
        if (Encoding.UTF8.GetByteCount(url) > AvatarBytes)
        {
            throw Refusal.BadRequest("avatar_url is too long");
        }
        if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
        {
            throw Refusal.BadRequest("avatar_url must be an http or https URL");
        }
        return url;
    }

    /// <summary>Lower case, with every run of other characters than letters and digits as one dash.</summary>
    public static string Slug(string? text)
    {
        var slug = new StringBuilder();
        foreach (var c in (text ?? "").Trim().ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }
        return slug.ToString().TrimEnd('-');
    }

    /// <summary>A title is cut, not refused; null when nothing is left.</summary>
    public static string? Title(string? text) => Optional(CodePoints.Take((text ?? "").Trim(), TitleCharacters));

    public static string? Optional(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
