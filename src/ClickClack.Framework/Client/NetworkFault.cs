namespace ClickClack.Client;

/// <summary>
/// What went wrong below HTTP, fit to be shown. The runtime quotes what it could not understand, and that may be the token: a proxy
/// that answers with the request, say.
/// </summary>
internal readonly record struct NetworkFault
{
    private NetworkFault(string text, Exception? inner)
    {
        Text = text;
        Inner = inner;
    }

    /// <summary>In words.</summary>
    public string Text { get; }

    /// <summary>The exception, for its stack; null if it quotes what nobody may see.</summary>
    public Exception? Inner { get; }

    /// <summary>Makes one of an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="token">The token that was sent.</param>
    /// <param name="destination">Where to; null if no proxy can be the cause.</param>
    public static NetworkFault Of(Exception error, BotToken token, Uri? destination = null)
    {
        string text = ServerText.Clean(token.Redact(error.GetBaseException().Message));
        string whole = error.ToString();
        return new NetworkFault(
            destination is null ? text : text + OutboundProxy.Instance.Describe(destination),
            ServerText.HoldsSecret(whole) || token.Redact(whole) != whole ? null : error);
    }
}
