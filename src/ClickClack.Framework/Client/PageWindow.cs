namespace ClickClack.Client;

/// <summary>Which part of a channel or direct conversation a page shows (3.6 of the protocol). The default is the newest part.</summary>
public readonly record struct PageWindow
{
    private readonly string? key;
    private readonly long seq;

    private PageWindow(string key, long seq)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seq);
        this.key = key;
        this.seq = seq;
    }

    /// <summary>The newest messages.</summary>
    public static PageWindow Latest => default;

    /// <summary>Those that follow a number, oldest first.</summary>
    /// <param name="seq">The number; 0 for the beginning.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static PageWindow After(long seq) => new("after_seq", seq);

    /// <summary>Those just before a number.</summary>
    /// <param name="seq">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static PageWindow Before(long seq) => new("before_seq", seq);

    /// <summary>Those around a number.</summary>
    /// <param name="seq">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static PageWindow Around(long seq) => new("around_seq", seq);

    internal string Query(int limit) => key is null ? $"limit={limit}" : $"{key}={seq}&limit={limit}";
}
