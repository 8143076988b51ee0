namespace ClickClack.Wire.Tests.Network;

/// <summary>What becomes of the answers to some requests.</summary>
/// <param name="start">How the requests begin.</param>
/// <param name="cutAfter">After how many bytes of the server's answer, or after the whole answer given instead, the connection is cut; null for never.</param>
/// <param name="answer">What is answered instead; null for what the server says.</param>
/// <param name="count">How many requests.</param>
internal sealed class ResponseRule(string start, int? cutAfter, byte[]? answer, int count)
{
    public string Start => start;

    public int? CutAfter => cutAfter;

    public byte[]? Answer => answer;

    /// <summary>How many requests are still to come. Guarded by the proxy.</summary>
    public int Left { get; set; } = count;
}
