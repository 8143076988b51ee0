namespace ClickClack.Client;

/// <summary>The token in use. It may change while the bot runs; every request takes the one of its moment.</summary>
internal sealed class TokenSource(string token)
{
    private volatile string current = token;

    /// <summary>The token.</summary>
    public string Current
    {
        get => current;
        set => current = value;
    }
}
