namespace ClickClack;

/// <summary>Another process uses the state of the account: two that did would answer everything twice (delivery rule 20).</summary>
/// <param name="owner">Who uses it, as far as that is known, for example <c>process 17 on server-1</c>.</param>
/// <param name="inner">What led to it, or null.</param>
public sealed class StateInUseException(string owner, Exception? inner = null)
    : IOException($"another process uses this state ({owner})", inner)
{
    /// <summary>Who uses it, as far as that is known.</summary>
    public string Owner { get; } = owner;
}
