using ClickClack.Dispatch;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class FairSlotsTests
{
    private readonly FairSlots slots = new(2);

    private Task Enter(string conversation) => EnterAsync(conversation, TestContext.Current.CancellationToken);

    private async Task EnterAsync(string conversation, CancellationToken cancellationToken) => await slots.EnterAsync(conversation, cancellationToken);

    [Fact]
    public async Task Rule14_conversations_take_turns()
    {
        Task[] flood = [.. Enumerable.Range(0, 1000).Select(_ => Enter("flood"))];
        Task one = Enter("one");
        Task other = Enter("other");
        Assert.Equal(2, flood.Count(task => task.IsCompleted));

        // Of the first four places that are given back the flood has the first, and one more.
        for (int i = 0; i < 4; i++)
        {
            slots.Leave();
        }

        await Time.Eventually.Ends(Task.WhenAll(one, other), "both are let in");
        await Time.Eventually.True(() => flood.Count(task => task.IsCompleted) == 4, "the flood has its turns");
    }

    [Fact]
    public async Task What_gave_up_waiting_takes_no_place()
    {
        using var stop = new CancellationTokenSource();
        await Enter("a");
        await Enter("a");
        Task gone = EnterAsync("b", stop.Token);
        Task next = Enter("c");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        slots.Leave();

        await Time.Eventually.Ends(next, "the next");
        slots.Leave();
        await Time.Eventually.Ends(Enter("d"), "a free place");
    }
}
