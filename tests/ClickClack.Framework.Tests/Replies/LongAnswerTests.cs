using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Replies;

public sealed class LongAnswerTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("0123456789 abcdef\n", 3 * 1024 * 1024 / 18));

    [Fact]
    public async Task A_text_of_several_messages_is_a_warning_that_names_the_file_as_the_other_way()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(_ => Long));

        string asked = server.Say("print");
        await Eventually.True(() => server.Posted.Count == 4, "all of it");

        Assert.Equal([$"m:{asked}: a text of {Long.Length} characters takes 4 messages; Reply.WithFile sends it as one file"], bot.Log.Complaints);
    }

    [Fact]
    public async Task What_is_more_than_the_setting_allows_is_cut_off_where_everybody_sees_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(_ => Long), options => options.MaxAnswerParts = 2);

        server.Say("print");
        await bot.LogsAsync("ends after 2 messages (ClickClack:MaxAnswerParts)");
        await Eventually.True(() => server.Posted.Count == 2, "two messages");
        await bot.IdleAsync();

        Assert.EndsWith("more characters are not shown)", server.PostedBodies[1], StringComparison.Ordinal);
        Assert.Equal(2, server.Posted.Count);
    }

    [Fact]
    public async Task It_holds_for_texts_that_grow_and_for_sends_too()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Streaming(_ => Growing()), options => options.MaxAnswerParts = 1);

        server.Say("print");
        await bot.LogsAsync("ends after 1 messages");
        await bot.Bot.SendAsync(Long, Target.Parse("channel:ops"), cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.True(() => server.Posted.Count == 2, "two messages");
        await bot.IdleAsync();

        Assert.All(server.PostedBodies, body => Assert.EndsWith("more characters are not shown)", body, StringComparison.Ordinal));
        Assert.Equal(1, bot.Log.Count("a send to channel:ops: a text of"));
    }

    private static async IAsyncEnumerable<string?> Growing()
    {
        yield return Long;
        await Task.Yield();
        yield return "end";
    }
}
