namespace ClickClack;

/// <summary>What a filter decides. The default value refuses without an answer: what nobody decided is not allowed.</summary>
public readonly record struct FilterResult
{
    private FilterResult(bool passes, Reply? answer) => (Passes, Answer) = (passes, answer);

    /// <summary>The handler is called.</summary>
    public static FilterResult Pass { get; } = new(true, null);

    /// <summary>Whether the handler is called.</summary>
    public bool Passes { get; }

    /// <summary>What is answered in place of the handler; null for nothing.</summary>
    public Reply? Answer { get; }

    /// <summary>The handler is not called.</summary>
    /// <param name="answer">What is answered instead; null or blank for nothing.</param>
    public static FilterResult Refuse(Reply? answer = null) => new(false, answer);
}
