namespace ClickClack.Replies;

/// <summary>Which attempt of a handler the code that runs belongs to, so that what it sends is named after its cause.</summary>
internal sealed class CurrentRun
{
    private readonly AsyncLocal<TriggerRun?> current = new();

    /// <summary>The attempt; null outside of handlers. What is set lasts to the end of the asynchronous method that sets it.</summary>
    public TriggerRun? Value
    {
        get => current.Value;
        set => current.Value = value;
    }
}
