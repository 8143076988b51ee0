using System.Collections.Concurrent;

namespace ClickClack.Wire.Tests.Bot;

/// <summary>What a test wants the handlers to do before they answer, and what they were called with.</summary>
internal sealed class Script
{
    private readonly ConcurrentQueue<string> ran = new();

    /// <summary>Runs in every handler, with its message.</summary>
    public Func<Message, CancellationToken, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>The texts of the messages that reached a handler, each time they did.</summary>
    public IReadOnlyList<string> Ran => [.. ran];

    public async Task RunAsync(Message message, CancellationToken cancellationToken)
    {
        ran.Enqueue(message.Text);
        await Before(message, cancellationToken);
    }
}
