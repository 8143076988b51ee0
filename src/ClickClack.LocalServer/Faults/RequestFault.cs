namespace ClickClack.Local.Faults;

/// <summary>What happens to the next requests that match, instead of a plain answer.</summary>
/// <param name="Count">How many requests it still waits for.</param>
/// <param name="Method">The HTTP method; null for any.</param>
/// <param name="PathPrefix">How the path begins; null for any.</param>
internal sealed record RequestFault(int Count, string? Method, string? PathPrefix)
{
    /// <summary>Answered at once with this status; nothing is done.</summary>
    public int? Status { get; init; }

    /// <summary>Sent with <see cref="Status"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What was asked for is done; the answer waits.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What was asked for is done; instead of an answer the connection ends.</summary>
    public bool LosesResponse { get; init; }
}
