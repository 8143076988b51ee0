using ClickClack.Testing;

namespace ClickClack.Framework.Tests.Testing;

/// <summary>What a unit test of a handler that sends relies on.</summary>
public sealed class FakeBotTests
{
    private static readonly Target Ops = Target.Parse("channel:ops");

    private readonly FakeBot bot = new() { DefaultTo = Target.Parse("channel:general") };

    [Fact]
    public async Task It_records_what_is_sent_and_where_to()
    {
        await bot.SendAsync("one", cancellationToken: TestContext.Current.CancellationToken);
        await bot.SendAsync("two", Ops, cancellationToken: TestContext.Current.CancellationToken);
        MessageId last = await bot.SendAsync(
            Reply.To(Target.Parse("dm:@alice"), "three"), Ops, "key", TestContext.Current.CancellationToken);

        Assert.Equal(["one", "two", "three"], bot.Sent.Select(message => message.Reply.Text));
        Assert.Equal(["channel:general", "channel:ops", "dm:@alice"], bot.Sent.Select(message => message.Target.ToString()));
        Assert.Equal((last, "key"), (bot.Sent[2].Id, bot.Sent[2].IdempotencyKey));
        Assert.Distinct(bot.Sent.Select(message => message.Id));
    }

    [Fact]
    public async Task A_repeated_key_sends_once()
    {
        MessageId first = await bot.SendAsync("one", Ops, "key", TestContext.Current.CancellationToken);
        Assert.Equal(first, await bot.SendAsync("other", Ops, "key", TestContext.Current.CancellationToken));
        Assert.Equal("one", Assert.Single(bot.Sent).Reply.Text);
    }

    [Fact]
    public async Task It_refuses_what_the_running_bot_refuses()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => bot.SendAsync(" ", Ops, cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeBot().SendAsync("nowhere", cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot.SendAsync("late", Ops, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Empty(bot.Sent);
    }

    [Fact]
    public async Task A_send_fails_as_the_test_wishes()
    {
        bot.SendFailure = new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(() => bot.SendAsync("lost", Ops, cancellationToken: TestContext.Current.CancellationToken));
        bot.SendFailure = null;
        await bot.SendAsync("said", Ops, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("said", Assert.Single(bot.Sent).Reply.Text);
    }

    [Fact]
    public void Subscribers_hear_of_a_new_status_once()
    {
        var heard = new List<ConnectionState>();
        bot.StatusChanged += (_, status) => heard.Add(status.State);
        var stopped = new ConnectionStatus(ConnectionState.Stopped, DateTimeOffset.UnixEpoch, "over");
        bot.Status = stopped;
        bot.Status = stopped;
        Assert.Equal([ConnectionState.Stopped], heard);
        Assert.Equal("over", bot.Status.Reason);
    }

    [Fact]
    public void What_a_test_has_not_set_says_so()
    {
        Assert.Contains("LocalServer", Assert.Throws<InvalidOperationException>(() => bot.Client).Message, StringComparison.Ordinal);
        Assert.Contains("DeadLetters", Assert.Throws<InvalidOperationException>(() => bot.DeadLetters).Message, StringComparison.Ordinal);
    }
}
