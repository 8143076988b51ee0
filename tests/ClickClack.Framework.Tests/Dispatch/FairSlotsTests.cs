using ClickClack.Dispatch;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class FairSlotsTests
{
    private readonly FairSlots slots = new(4);

    private Task Enter(string conversation, string? person = null) => EnterAsync(conversation, person, TestContext.Current.CancellationToken);

    /// <summary>By default each conversation has a person of its own.</summary>
    private async Task EnterAsync(string conversation, string? person, CancellationToken cancellationToken) =>
        await slots.EnterAsync(conversation, person ?? conversation, cancellationToken);

    private void Leave(string conversation, string? person = null) => slots.Leave(conversation, person ?? conversation);

    [Fact]
    public async Task Rule14_conversations_take_turns()
    {
        Task[] held = [Enter("a"), Enter("a"), Enter("b"), Enter("b")];
        Task[] flood = [.. Enumerable.Range(0, 1000).Select(_ => Enter("flood"))];
        Task one = Enter("one");
        Task other = Enter("other");
        Assert.All(held, task => Assert.True(task.IsCompleted));
        Assert.DoesNotContain(flood, task => task.IsCompleted);

        Leave("a");
        Leave("a");
        Leave("b");

        await Time.Eventually.Ends(Task.WhenAll(one, other), "both are let in");
        await Time.Eventually.True(() => flood.Count(task => task.IsCompleted) == 1, "the flood has its turn");
    }

    [Theory]
    [InlineData("room", null)]
    [InlineData(null, "mallory")]
    public async Task Rule14_a_conversation_and_a_person_hold_half_of_the_places_at_most(string? conversation, string? person)
    {
        Task[] flood = [.. Enumerable.Range(0, 40).Select(i => Enter(conversation ?? $"room {i}", person ?? $"person {i}"))];
        Assert.Equal(2, flood.Count(task => task.IsCompleted));

        await Time.Eventually.Ends(Enter("elsewhere", "alice"), "somebody else");
        await Time.Eventually.Ends(Enter("somewhere", "bob"), "one more");

        // What somebody else gives back is not the flood's.
        Leave("elsewhere", "alice");
        await Time.Eventually.Ends(Enter("elsewhere", "carol"), "the next");
        Assert.Equal(2, flood.Count(task => task.IsCompleted));

        // What it gives back itself is.
        Leave(conversation ?? "room 0", person ?? "person 0");
        await Time.Eventually.True(() => flood.Count(task => task.IsCompleted) == 3, "the next of the flood");
    }

    [Fact]
    public async Task In_a_conversation_people_take_turns()
    {
        Task[] held = [Enter("room", "mallory"), Enter("room", "mallory")];
        Task[] flood = [.. Enumerable.Range(0, 100).Select(_ => Enter("room", "mallory"))];
        Task alice = Enter("room", "alice");
        Leave("room", "mallory");
        Leave("room", "mallory");

        await Time.Eventually.Ends(alice, "another person");
        await Time.Eventually.True(() => flood.Count(task => task.IsCompleted) == 1, "the flood has its turn");
        Assert.All(held, task => Assert.True(task.IsCompleted));
    }

    [Fact]
    public async Task What_gave_up_waiting_takes_no_place()
    {
        using var stop = new CancellationTokenSource();
        await Task.WhenAll(Enter("a"), Enter("a"), Enter("x"), Enter("x"));
        Task gone = EnterAsync("b", null, stop.Token);
        Task next = Enter("c");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        Leave("a");

        await Time.Eventually.Ends(next, "the next");
        Leave("a");
        await Time.Eventually.Ends(Enter("d"), "a free place");
    }
}
