namespace ClickClack.Realtime;

/// <summary>How long to wait before the next attempt: anything up to a limit that doubles (full jitter), so that a thousand bots do not return as one.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int failures;

    /// <summary>The next delay.</summary>
    public TimeSpan Next()
    {
        TimeSpan limit = First * Math.Pow(2, Math.Min(failures++, 10));
#pragma warning disable CA5394 // Jitter needs no secrecy.
        return (limit < Longest ? limit : Longest) * Random.Shared.NextDouble();
#pragma warning restore CA5394
    }

    /// <summary>What failed has been well for a while.</summary>
    public void Reset() => failures = 0;
}
