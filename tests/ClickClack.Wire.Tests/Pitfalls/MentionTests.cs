using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Pitfalls;

/// <summary>When a message is said to the bot, whatever the server's mentions say.</summary>
public sealed class MentionTests
{
    [Fact]
    public async Task Every_direct_message_is_said_to_the_bot_though_the_server_lists_no_mention_in_any()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        LocalConversation conversation = await scene.Olivia.OpenConversationAsync(scene.Echo.Id);
        await scene.Olivia.SayAsync(conversation, "hello");
        await scene.Olivia.SayAsync(conversation, "@echo hello");

        await Eventually.TrueAsync(async () => (await scene.Olivia.ReadAsync(conversation)).Count == 4, "two answers");
        Assert.Equal(
            ["echo (dm): hello", "echo (dm): hello"],
            (await scene.Olivia.ReadAsync(conversation)).Where(message => message.AuthorId == scene.Echo.Id).Select(message => message.Body));
    }

    [Fact]
    public async Task In_a_group_of_people_only_a_mention_in_the_text_is_said_to_the_bot()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        LocalConversation group = await scene.Olivia.OpenConversationAsync(scene.Echo.Id, scene.Max.Id);
        await scene.Olivia.SayAsync(group, "just us");
        await scene.Max.SayAsync(group, "and @echo too");

        await Eventually.TrueAsync(async () => (await scene.Olivia.ReadAsync(group)).Count == 3, "one answer");
        await scene.WorksAsync();
        Assert.Equal("echo (mention): and @echo too", Assert.Single(await scene.Olivia.ReadAsync(group), message => message.AuthorId == scene.Echo.Id).Body);
    }

    [Fact]
    public async Task A_mention_that_comes_by_an_edit_is_none()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        LocalMessage message = await scene.Olivia.SayAsync(scene.Random, "hello");
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Patch, $"/api/messages/{message.Id}", new { body = "@echo hello" });
        await scene.WorksAsync(scene.Random);

        Assert.Equal(["are you there?"], bot.Script.Ran);
    }

    [Fact]
    public async Task A_bot_without_a_handle_cannot_be_mentioned_and_answers_where_it_listens()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalBot nameless = await scene.Server.AddBotAsync("Nameless", "");
        RunningBot bot = await scene.StartLiveBotAsync(nameless);
        await scene.Olivia.SayAsync(scene.Random, "@ hello @nameless @Nameless");
        LocalConversation conversation = await scene.Olivia.OpenConversationAsync(nameless.Id);
        await scene.Olivia.SayAsync(conversation, "@ hello");
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "hello");
        await scene.AnswerAsync(scene.General, asked, nameless);
        await Eventually.TrueAsync(async () => (await scene.Olivia.ReadAsync(conversation)).Count == 2, "an answer");

        Assert.Equal(["@ hello", "hello"], bot.Script.Ran.Order());
        Assert.Empty(await scene.AnswersAsync(scene.Random, nameless));
    }

    [Fact]
    public async Task A_mention_in_an_address_or_a_link_is_none_and_one_in_code_is_one()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        foreach (string text in (string[])["see https://example.com/@echo", "see [@echo](https://example.com)", "mail me@echo", "@echo-2 hello", "@@echo"])
        {
            await scene.Olivia.SayAsync(scene.Random, text);
        }

        await scene.Olivia.SayAsync(scene.Random, "run `@echo`");
        await scene.WorksAsync(scene.Random);
        Assert.Equal(["run `@echo`", "are you there?"], bot.Script.Ran);
    }
}
