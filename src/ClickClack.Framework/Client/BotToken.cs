namespace ClickClack.Client;

/// <summary>The token in use. It is read anew for every request, because it may be replaced while the bot runs.</summary>
/// <param name="value">The token to begin with.</param>
internal sealed class BotToken(string value)
{
    private volatile Credentials current = new(value);

    /// <summary>The token to send with the next request.</summary>
    public string Current => current.Token;

    /// <summary>It as a header.</summary>
    public string Header => current.Header;

    /// <summary>
    /// Asked when the server refuses a token for good: whether another is in its place by now, or can be put there. Null where there
    /// can be no other.
    /// </summary>
    public Func<string, CancellationToken, Task<bool>>? Renew { get; set; }

    /// <summary>Blanks the token in a foreign text, whatever it looks like: a server or a proxy may echo it.</summary>
    public string Redact(string text) => Current is { Length: > 0 } token ? text.Replace(token, "***", StringComparison.OrdinalIgnoreCase) : text;

    /// <summary>Puts another token in its place.</summary>
    public void Replace(string token) => current = new Credentials(token);

    private sealed class Credentials(string token)
    {
        public string Token { get; } = token;

        public string Header { get; } = "Bearer " + token;
    }
}
