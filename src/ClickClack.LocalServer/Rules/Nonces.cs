using ClickClack.Local.Http;

namespace ClickClack.Local.Rules;

/// <summary>A client's name for a message it creates, so that creating it twice does it once.</summary>
internal static class Nonces
{
    public const string Conflict = "client nonce was already used for a different message";

    private const int MaxCharacters = 128;

    /// <summary>The nonce as it is stored; null when there is none.</summary>
    public static string? Normalize(string? text)
    {
        var nonce = (text ?? "").Trim();
        if (nonce.Length == 0)
        {
            return null;
        }
        if (nonce.Contains('\0'))
        {
            throw Refusal.BadRequest("nonce must not contain NUL");
        }
        return CodePoints.Count(nonce) <= MaxCharacters ? nonce : throw Refusal.BadRequest("nonce is too long");
    }
}
