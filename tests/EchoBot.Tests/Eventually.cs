using EchoBot.Tests.Processes;

namespace EchoBot.Tests;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(30);

    public static Task TrueAsync(Func<bool> condition, Func<string> otherwise) =>
        TrueAsync(() => Task.FromResult(condition()), () => Task.FromResult(otherwise()));

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<Task<string>> otherwise)
    {
        using var patience = new CancellationTokenSource(RunningProgram.Patience);
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
            {
                Assert.Fail($"not within {RunningProgram.Patience.TotalSeconds:0} s: {await otherwise()}");
            }

            await Task.Delay(Interval);
        }
    }
}
