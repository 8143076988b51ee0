using ClickClack;
using EchoBot.Tests.Chat;
using EchoBot.Tests.Processes;

namespace EchoBot.Tests;

/// <summary>Whatever dies, every message is answered once: real processes, killed with SIGKILL.</summary>
public sealed class DurabilityTests
{
    private const int Many = 500;

    [Fact]
    public async Task A_bot_killed_between_messages_answers_what_came_meanwhile()
    {
        await using var setting = await Setting.StartAsync();
        await setting.Olivia.SayAsync(setting.General, "one");
        await setting.AnsweredAsync(setting.General, 1);

        await setting.Bot.KillAsync();
        await setting.Olivia.SayAsync(setting.General, "two");
        await setting.Bot.RunAsync();
        await setting.Olivia.SayAsync(setting.General, "three");
        await setting.AnsweredAsync(setting.General, 3);

        await setting.EachAnsweredOnceInOrderAsync(setting.General);
    }

    [Fact]
    public async Task A_bot_killed_in_the_middle_of_many_answers_each_once()
    {
        await using var setting = await Setting.StartAsync();
        Task saying = setting.SayManyAsync(setting.General, Many);
        for (int answered = 60; answered <= 300; answered += 80)
        {
            await setting.AnsweredAsync(setting.General, answered);
            await setting.Bot.KillAsync();
            await setting.Bot.RunAsync();
        }

        await saying;
        await setting.AnsweredAsync(setting.General, Many);

        await setting.EachAnsweredOnceInOrderAsync(setting.General);
    }

    [Fact]
    public async Task A_server_killed_and_started_again_on_its_data_loses_and_doubles_nothing()
    {
        await using var setting = await Setting.StartAsync();
        await setting.SayManyAsync(setting.General, 40);
        await setting.AnsweredAsync(setting.General, 10);

        await setting.Server.KillAsync();
        await setting.Server.RunAsync();
        await setting.SayManyAsync(setting.General, 10);
        await setting.AnsweredAsync(setting.General, 50);

        await setting.EachAnsweredOnceInOrderAsync(setting.General);
    }

    [Fact]
    public async Task Many_messages_at_once_in_many_conversations_are_answered_once_and_in_order()
    {
        await using LocalServer server = await LocalServer.StartAsync(
            new() { Seed = LocalSeed.ForBot("Echo", "echo") }, TestContext.Current.CancellationToken);
        LocalBot echo = server.Bots[0];
        await using var bot = new BotProgram(server.BaseUrl.AbsoluteUri, echo.Token, server.Workspace.Slug);
        await bot.RunAsync();

        // Everybody and every channel comes while the bot is live.
        LocalPerson[] people = await Task.WhenAll(Enumerable.Range(1, 3).Select(n => server.AddPersonAsync($"Person {n}", $"person-{n}")));
        LocalChannel[] channels = await Task.WhenAll(Enumerable.Range(1, 5).Select(n => server.AddChannelAsync($"room-{n}")));
        LocalConversation[] conversations =
        [
            await people[0].OpenConversationAsync(echo.Id),
            await people[1].OpenConversationAsync(echo.Id),
            await people[2].OpenConversationAsync(echo.Id, people[0].Id),
        ];
        int each = Many / (channels.Length + conversations.Length);

        await Task.WhenAll(
        [
            .. channels.Select((channel, c) => SayAllAsync(each, n => people[c % 3].SayAsync(channel, n % 2 == 0 ? $"@echo {n}" : $"/roll {n}d2"))),
            .. conversations.Select((conversation, c) => SayAllAsync(each, n => people[c].SayAsync(conversation, $"/roll {n + 1}d2"))),
        ]);

        foreach (LocalChannel channel in channels)
        {
            IReadOnlyList<LocalMessage> messages = await AllAnsweredAsync(() => people[0].ReadAsync(channel));
            Assert.Equal(
                messages.Where(message => message.AuthorId != echo.Id).Select(message => message.Id),
                messages.Where(message => message.AuthorId == echo.Id).Select(message => message.QuotedMessageId));
        }

        for (int c = 0; c < conversations.Length; c++)
        {
            IReadOnlyList<LocalMessage> messages = await AllAnsweredAsync(() => people[c].ReadAsync(conversations[c]));
            Assert.Equal(
                Enumerable.Range(1, each).Select(n => $"rolled {n}d2"),
                messages.Where(message => message.AuthorId == echo.Id).Select(message => message.Body.Split(':')[0]));
        }

        async Task<IReadOnlyList<LocalMessage>> AllAnsweredAsync(Func<Task<IReadOnlyList<LocalMessage>>> read)
        {
            IReadOnlyList<LocalMessage> messages = [];
            await Eventually.TrueAsync(
                async () => (messages = await read()).Count(message => message.AuthorId == echo.Id) >= each,
                () => Task.FromResult(bot.Program.ToString()));
            return messages;
        }
    }

    private static async Task SayAllAsync(int count, Func<int, Task> say)
    {
        for (int n = 0; n < count; n++)
        {
            await say(n);
        }
    }

    /// <summary>A server and a bot, each its own process with its own data.</summary>
    private sealed class Setting : IAsyncDisposable
    {
        public ServerProgram Server { get; } = new();

        public BotProgram Bot { get; private set; } = null!;

        public ChatPerson Olivia { get; private set; } = null!;

        public string BotId { get; private set; } = "";

        public string General { get; private set; } = "";

        public static async Task<Setting> StartAsync()
        {
            var setting = new Setting();
            await setting.Server.RunAsync();
            var start = setting.Server.Start;
            setting.Olivia = ChatPerson.Of(start);
            setting.BotId = (string)start["bots"]![0]!["id"]!;
            setting.General = (string)start["channels"]!["general"]!;
            setting.Bot = new BotProgram((string)start["base_url"]!, (string)start["bots"]![0]!["token"]!, (string)start["workspace"]!["slug"]!);
            await setting.Bot.RunAsync();
            return setting;
        }

        public Task SayManyAsync(string channel, int count) => SayAllAsync(count, n => Olivia.SayAsync(channel, $"message {n}"));

        public bool IsByBot(ChatMessage message) => message.AuthorId == BotId;

        public Task AnsweredAsync(string channel, int count) => Eventually.TrueAsync(
            async () => (await Olivia.ReadChannelAsync(channel)).Count(IsByBot) >= count, () => Task.FromResult(ToString()));

        /// <summary>Every message of a person has one answer that quotes it, and the answers stand in the order of the messages.</summary>
        public async Task EachAnsweredOnceInOrderAsync(string channel)
        {
            List<ChatMessage> messages = await Olivia.ReadChannelAsync(channel);
            Assert.Equal(
                messages.Where(message => !IsByBot(message)).Select(message => message.Id),
                messages.Where(IsByBot).Select(message => message.QuotedId));
        }

        public async ValueTask DisposeAsync()
        {
            Olivia.Dispose();
            await Bot.DisposeAsync();
            await Server.DisposeAsync();
        }

        public override string ToString() => Bot.Program.ToString();
    }
}
