using System.Diagnostics;

namespace ClickClack.Wire.Tests.Time;

/// <summary>Waits for something to become so, with a limit that only a broken build reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task TrueAsync(Func<bool> condition, string what, Func<string>? otherwise = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, otherwise);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, Func<string>? otherwise = null)
    {
        long began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > Limit)
            {
                Assert.Fail($"never happened: {what}\n{otherwise?.Invoke()}");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Awaits a task that must end.</summary>
    public static async Task EndsAsync(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
        {
            Assert.Fail($"never ended: {what}");
        }

        await task;
    }
}
