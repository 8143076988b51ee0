namespace ChaosBot;

/// <summary>One command for each way to answer, and to fail to. The rest of a text is what editing adds to it.</summary>
internal sealed class Commands(Failures failures)
{
    private const int SlowestMilliseconds = 900;

    [OnCommand("slow")]
    public static async Task<string> SlowAsync(int number, CancellationToken cancellationToken, [Rest] string? rest = null)
    {
        await Task.Delay(Random.Shared.Next(SlowestMilliseconds), cancellationToken);
        return Run.Text("slow", number);
    }

    /// <summary>Fails once or twice, then answers.</summary>
    [OnCommand("flaky")]
    public string Flaky(int number, [Rest] string? rest = null)
    {
        failures.FailAtFirst(number);
        return Run.Text("flaky", number);
    }

    /// <summary>Always fails: a dead letter.</summary>
    [OnCommand("doomed")]
    public static string Doomed(int number, [Rest] string? rest = null) => throw new InvalidOperationException($"never: {number}");

    /// <summary>Answers with so many messages, which follow the edits of theirs.</summary>
    [OnCommand("revise"), FollowEdits]
    public static async Task<IReadOnlyList<Reply>> ReviseAsync(int number, int version, int parts, CancellationToken cancellationToken)
    {
        string run = Run.Text("revise", number);
        await Task.Delay(Random.Shared.Next(SlowestMilliseconds / 3), cancellationToken);
        return [.. Enumerable.Range(1, parts).Select(n => Reply.InPlace($"{run} {n}/{parts} v{version}"))];
    }

    /// <summary>Answers in the thread of the message.</summary>
    [OnCommand("aside")]
    public static Reply Aside(int number, [Rest] string? rest = null) => Reply.InThread(Run.Text("aside", number));

    /// <summary>Answers in another channel.</summary>
    [OnCommand("elsewhere")]
    public static Reply Elsewhere(int number, [Rest] string? rest = null) =>
        Reply.To(Run.Elsewhere, Run.Text("elsewhere", number));
}
