using System.Diagnostics;

namespace ClickClack.Framework.Tests.Time;

/// <summary>Waits for something to become so, with a limit that only a broken build reaches.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task True(Func<bool> condition, string what) => AsyncTrue(() => Task.FromResult(condition()), what);

    public static async Task AsyncTrue(Func<Task<bool>> condition, string what)
    {
        long began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > Limit)
            {
                Assert.Fail($"never happened: {what}");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Awaits a task that must end.</summary>
    public static async Task<T> Ends<T>(Task<T> task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
        {
            Assert.Fail($"never ended: {what}");
        }

        return await task;
    }

    /// <inheritdoc cref="Ends{T}"/>
    public static async Task Ends(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
        {
            Assert.Fail($"never ended: {what}");
        }

        await task;
    }
}
