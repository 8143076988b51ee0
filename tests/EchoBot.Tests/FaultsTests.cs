using ClickClack;
using EchoBot.Tests.Processes;

namespace EchoBot.Tests;

/// <summary>Everything that goes wrong between a bot and its server, while people talk: each message is answered once, in order.</summary>
public sealed class FaultsTests
{
    private const int EachChannel = 60;
    private const int Ahead = 5;

    [Fact]
    public async Task Each_message_is_answered_once_and_in_order_whatever_the_network_does()
    {
        await using LocalServer server = await LocalServer.StartAsync(
            new() { Seed = LocalSeed.ForBot("Echo", "echo") }, TestContext.Current.CancellationToken);
        LocalBot echo = server.Bots[0];
        LocalPerson olivia = server.People[0];
        LocalChannel[] channels = await Task.WhenAll(Enumerable.Range(1, 4).Select(n => server.AddChannelAsync($"room-{n}")));
        await using var bot = new BotProgram(server.BaseUrl.AbsoluteUri, echo.Token, server.Workspace.Slug);
        await bot.RunAsync();

        int said = 0;
        Task saying = Task.WhenAll(channels.Select(async channel =>
        {
            for (int n = 0; n < EachChannel; n++)
            {
                // A conversation, not a flood: a few messages ahead of the answers.
                await AnsweredInAsync(channel, n - Ahead);
                await olivia.SayAsync(channel, $"@echo {n}");
                Interlocked.Increment(ref said);
            }
        }));
        Func<Task>[] faults =
        [
            () => Once(() => server.Faults.DropSockets()),
            () => Once(() => server.Faults.LoseResponses(2, "POST")),
            ReorderAsync,
            () => Once(() => server.Faults.RejectRequests(503, 3)),
            () => Once(() => server.Faults.DuplicateEvents(4)),
            () => Once(() => server.Faults.OverflowSockets()),
            () => Once(() => server.Faults.RejectRequests(401, 1)),
            () => Once(() => server.Faults.LoseResponses(2, "POST")),
            () => Once(() => server.Faults.DropSockets()),
        ];
        int answered = 0;
        foreach (Func<Task> fault in faults)
        {
            await fault();

            // Each fault meets a bot at work: the next one waits until some more is answered, as far as the fault lets it.
            answered += 2 * Ahead;
            await AnsweredAsync(answered);
        }

        await saying;
        server.Faults.Clear();
        await AnsweredAsync(channels.Length * EachChannel);

        foreach (LocalChannel channel in channels)
        {
            IReadOnlyList<LocalMessage> messages = await olivia.ReadAsync(channel);
            Assert.Equal(
                messages.Where(message => message.AuthorId != echo.Id).Select(message => message.Id),
                messages.Where(message => message.AuthorId == echo.Id).Select(message => message.QuotedMessageId));
        }

        Task Once(Action fault)
        {
            fault();
            return Task.CompletedTask;
        }

        async Task ReorderAsync()
        {
            server.Faults.HoldEvents();
            int before = Volatile.Read(ref said);
            await Eventually.TrueAsync(() => saying.IsCompleted || Volatile.Read(ref said) > before + Ahead, () => bot.Program.ToString());
            server.Faults.ReleaseEvents(reversed: true);
        }

        async Task<int> AnswersInAsync(LocalChannel channel) => (await olivia.ReadAsync(channel)).Count(message => message.AuthorId == echo.Id);

        Task AnsweredInAsync(LocalChannel channel, int count) => Eventually.TrueAsync(
            async () => await AnswersInAsync(channel) >= count, () => Task.FromResult(bot.Program.ToString()));

        Task AnsweredAsync(int count) => Eventually.TrueAsync(
            async () => (await Task.WhenAll(channels.Select(AnswersInAsync))).Sum() >= count, () => Task.FromResult(bot.Program.ToString()));
    }
}
