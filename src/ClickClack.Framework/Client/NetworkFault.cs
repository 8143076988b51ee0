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
    public static NetworkFault Of(Exception error)
    {
        string text = ServerText.Clean(error.GetBaseException().Message);
        return new NetworkFault(text, ServerText.HoldsSecret(error.ToString()) ? null : error);
    }
}
