using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class SuspectGateTests
{
    private readonly SuspectGate gate = new();

    private Task<IDisposable> Enter(bool alone) => gate.EnterAsync(alone, TestContext.Current.CancellationToken).AsTask();

    private Task<IDisposable> EnterUntil(bool alone, CancellationTokenSource giveUp) => gate.EnterAsync(alone, giveUp.Token).AsTask();

    [Fact]
    public async Task Rule18_ordinary_work_runs_side_by_side()
    {
        using IDisposable one = await Eventually.Ends(Enter(alone: false), "one");
        using IDisposable other = await Eventually.Ends(Enter(alone: false), "other");
    }

    [Fact]
    public async Task Rule18_a_suspect_waits_for_all_and_all_wait_for_it()
    {
        IDisposable one = await Enter(alone: false);
        IDisposable two = await Enter(alone: false);
        Task<IDisposable> suspect = Enter(alone: true);
        Task<IDisposable> late = Enter(alone: false);
        Assert.False(suspect.IsCompleted);
        Assert.False(late.IsCompleted);

        one.Dispose();
        Assert.False(suspect.IsCompleted);
        two.Dispose();
        IDisposable inside = await Eventually.Ends(suspect, "the suspect");
        Assert.False(late.IsCompleted);

        inside.Dispose();
        (await Eventually.Ends(late, "who came late")).Dispose();
    }

    [Fact]
    public async Task Rule18_two_suspects_never_run_together()
    {
        IDisposable first = await Enter(alone: true);
        Task<IDisposable> second = Enter(alone: true);
        Assert.False(second.IsCompleted);

        first.Dispose();
        first.Dispose();
        (await Eventually.Ends(second, "the second")).Dispose();
        (await Eventually.Ends(Enter(alone: false), "the rest")).Dispose();
    }

    [Fact]
    public async Task A_suspect_that_gives_up_lets_the_others_in()
    {
        using IDisposable one = await Enter(alone: false);
        using var giveUp = new CancellationTokenSource();
        Task<IDisposable> suspect = EnterUntil(alone: true, giveUp);
        Task<IDisposable> late = Enter(alone: false);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => suspect);
        (await Eventually.Ends(late, "who came late")).Dispose();
    }

    [Fact]
    public async Task Whoever_gives_up_takes_no_place()
    {
        IDisposable suspect = await Enter(alone: true);
        using var giveUp = new CancellationTokenSource();
        Task<IDisposable> late = EnterUntil(alone: false, giveUp);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);

        suspect.Dispose();
        (await Eventually.Ends(Enter(alone: true), "the next")).Dispose();
    }
}
