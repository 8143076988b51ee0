using System.Text.RegularExpressions;
using EchoBot.Tests.Chat;
using EchoBot.Tests.Processes;

namespace EchoBot.Tests;

/// <summary>What EchoBot answers, and what it does not: the real process, real HTTP, a real socket.</summary>
public sealed partial class AnswersTests(AnswersTests.Setting setting) : IClassFixture<AnswersTests.Setting>
{
    [Fact]
    public async Task A_root_message_in_general_is_echoed_as_a_quote()
    {
        string hello = await setting.Olivia.SayAsync(setting.General, "hello");

        ChatMessage answer = await setting.AnswerInAsync(setting.General, hello);

        Assert.Equal("echo: hello", answer.Body);
        Assert.Equal(setting.BotId, answer.AuthorId);
    }

    [Theory]
    [InlineData("/roll 2d6")]
    [InlineData("/ROLL 2d6")]
    [InlineData("/roll@echo 2d6")]
    [InlineData("@echo /roll 2d6")]
    [InlineData("@echo: /roll \"2d6\"")]
    public async Task A_command_works_in_any_case_alone_or_addressed(string command)
    {
        string asked = await setting.Olivia.SayAsync(setting.General, command);

        ChatMessage answer = await setting.AnswerInAsync(setting.General, asked);

        Match rolled = Rolled().Match(answer.Body);
        Assert.True(rolled.Success, answer.Body);
        Assert.InRange(int.Parse(rolled.Groups[1].Value), 2, 12);
    }

    [Theory]
    [InlineData("/roll x", "`x`")]
    [InlineData("/roll", "dice")]
    [InlineData("/roll 2d6 2d6", "2d6")]
    public async Task A_wrong_argument_is_answered_with_what_is_wrong_and_the_usage(string command, string named)
    {
        string asked = await setting.Olivia.SayAsync(setting.General, command);

        ChatMessage answer = await setting.AnswerInAsync(setting.General, asked);

        Assert.Contains(named, answer.Body, StringComparison.Ordinal);
        Assert.Contains("/roll", answer.Body.Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("rolled", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mention_is_answered_at_its_place_in_any_channel()
    {
        string asked = await setting.Olivia.SayAsync(setting.Random, "@echo hi");

        Assert.Equal("echo (mention): hi", (await setting.AnswerInAsync(setting.Random, asked)).Body);
    }

    [Fact]
    public async Task A_mention_in_a_thread_is_answered_in_that_thread()
    {
        string root = await setting.Olivia.SayAsync(setting.Random, "let us talk");
        await setting.Olivia.ReplyAsync(root, "@echo hi");

        Assert.Equal("echo (mention): hi", (await setting.ReplyByBotAsync(root, 2)).Body);
    }

    [Theory]
    [InlineData("hello", "echo (dm): hello")]
    [InlineData("@echo hello", "echo (dm): hello")]
    public async Task A_direct_message_is_answered_in_its_conversation(string text, string expected)
    {
        string conversation = await setting.Olivia.OpenConversationAsync(setting.BotId);
        string asked = await setting.Olivia.SayDirectlyAsync(conversation, text);

        ChatMessage answer = await setting.NextAfterAsync(() => setting.Olivia.ReadConversationAsync(conversation), asked);

        Assert.Equal(expected, answer.Body);
        Assert.Null(answer.QuotedId);
    }

    [Fact]
    public async Task A_reply_in_a_thread_is_answered_in_that_thread()
    {
        string root = await setting.Olivia.SayAsync(setting.Random, "another topic");
        await setting.Olivia.ReplyAsync(root, "hello");

        Assert.Equal("echo (thread): hello", (await setting.ReplyByBotAsync(root, 2)).Body);
    }

    [Fact]
    public async Task A_reply_in_a_thread_of_a_direct_conversation_is_answered_there()
    {
        string conversation = await setting.Max.OpenConversationAsync(setting.BotId);
        string root = await setting.Max.SayDirectlyAsync(conversation, "topic");
        await setting.Max.ReplyAsync(root, "hello");

        await Eventually.TrueAsync(
            async () => (await setting.Max.ReadThreadAsync(root)).Any(reply => reply.Body == "echo (thread): hello"),
            async () => string.Join('\n', await setting.Max.ReadThreadAsync(root)));
    }

    [Fact]
    public async Task A_command_works_in_direct_messages_groups_threads_and_other_channels()
    {
        string group = await setting.Olivia.OpenConversationAsync(setting.BotId, setting.Max.Id);
        string inGroup = await setting.Olivia.SayDirectlyAsync(group, "/roll 1d2");
        string inRandom = await setting.Olivia.SayAsync(setting.Random, "/roll 1d2");
        await setting.Olivia.ReplyAsync(inRandom, "/roll 1d2");

        Assert.StartsWith("rolled 1d2: ", (await setting.NextAfterAsync(() => setting.Olivia.ReadConversationAsync(group), inGroup)).Body);
        Assert.StartsWith("rolled 1d2: ", (await setting.AnswerInAsync(setting.Random, inRandom)).Body);
        Assert.StartsWith("rolled 1d2: ", (await setting.ReplyByBotAsync(inRandom, 2)).Body);
    }

    [Fact]
    public async Task Nothing_is_answered_where_nothing_listens_and_never_the_bot_itself()
    {
        string group = await setting.Olivia.OpenConversationAsync(setting.BotId, setting.Max.Id);
        string quiet = await setting.Olivia.CreateChannelAsync("quiet");
        await setting.Olivia.SayAsync(quiet, "hello");
        await setting.Olivia.SayDirectlyAsync(group, "hello");
        await setting.Olivia.SayAsync(setting.General, "/roll@other 2d6");
        await setting.Olivia.SayAsync(setting.General, "/unheard of");

        // What is answered comes after what would have been, in each of the places.
        string inQuiet = await setting.Olivia.SayAsync(quiet, "@echo done");
        string inGroup = await setting.Olivia.SayDirectlyAsync(group, "/roll 1d2");
        string inGeneral = await setting.Olivia.SayAsync(setting.General, "done");
        await setting.AnswerInAsync(quiet, inQuiet);
        await setting.NextAfterAsync(() => setting.Olivia.ReadConversationAsync(group), inGroup);
        await setting.AnswerInAsync(setting.General, inGeneral);

        Assert.Single(await setting.Olivia.ReadChannelAsync(quiet), setting.IsByBot);
        Assert.Single((await setting.Olivia.ReadConversationAsync(group)).SkipWhile(message => message.Body != "hello"), setting.IsByBot);
        Assert.DoesNotContain(
            await setting.Olivia.ReadChannelAsync(setting.General),
            message => setting.IsByBot(message) && (message.Body.Contains("other", StringComparison.Ordinal)
                || message.Body.Contains("unheard", StringComparison.Ordinal) || message.Body.StartsWith("echo: echo", StringComparison.Ordinal)));
    }

    [GeneratedRegex("^rolled 2d6: ([0-9]+)$")]
    private static partial Regex Rolled();

    /// <summary>A server and EchoBot on it, started by the one command of the README.</summary>
    public sealed class Setting : IAsyncLifetime
    {
        private readonly EmbeddedEcho echo = new();

        internal ChatPerson Olivia { get; private set; } = null!;

        internal ChatPerson Max { get; private set; } = null!;

        internal string BotId { get; private set; } = "";

        internal string General { get; private set; } = "";

        internal string Random { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await echo.RunAsync();
            Olivia = ChatPerson.Of(echo.Start);
            Max = ChatPerson.Of(echo.Start, 1);
            BotId = (string)echo.Start["bots"]![0]!["id"]!;
            General = (string)echo.Start["channels"]!["general"]!;
            Random = (string)echo.Start["channels"]!["random"]!;
        }

        public async ValueTask DisposeAsync()
        {
            Olivia?.Dispose();
            Max?.Dispose();
            await echo.DisposeAsync();
        }

        internal bool IsByBot(ChatMessage message) => message.AuthorId == BotId;

        /// <summary>The bot's message that quotes another.</summary>
        internal async Task<ChatMessage> AnswerInAsync(string channel, string quoted)
        {
            ChatMessage? answer = null;
            await Eventually.TrueAsync(
                async () => (answer = (await Olivia.ReadChannelAsync(channel)).Find(message => message.QuotedId == quoted)) is not null,
                () => Task.FromResult(echo.ToString()!));
            return answer!;
        }

        /// <summary>The message that follows another.</summary>
        internal async Task<ChatMessage> NextAfterAsync(Func<Task<List<ChatMessage>>> read, string message)
        {
            ChatMessage? next = null;
            await Eventually.TrueAsync(
                async () => (next = (await read()).SkipWhile(m => m.Id != message).Skip(1).FirstOrDefault()) is not null,
                () => Task.FromResult(echo.ToString()!));
            return next!;
        }

        /// <summary>The n-th reply of a thread, by the bot.</summary>
        internal async Task<ChatMessage> ReplyByBotAsync(string root, int n)
        {
            List<ChatMessage> replies = [];
            await Eventually.TrueAsync(
                async () => (replies = await Olivia.ReadThreadAsync(root)).Count >= n, () => Task.FromResult(echo.ToString()!));
            Assert.Equal(BotId, replies[n - 1].AuthorId);
            return replies[n - 1];
        }
    }
}
