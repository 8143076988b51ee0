namespace ClickClack.Wire.Tests.Bot;

/// <summary>Work that shows what it does, and may fail.</summary>
internal sealed class LongWork(Script script)
{
    /// <summary>Works, and shows it.</summary>
    [OnCommand("work")]
    public async Task<string> Work(Message message, IAgentProgress progress, CancellationToken cancellationToken)
    {
        progress.Report("at work");
        await script.RunAsync(message, cancellationToken);
        return "worked";
    }

    [OnError]
    public static string Failed(TimeoutException error, Author author) => $"{author.DisplayName}, that took too long";
}
