using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Backlog;

/// <summary>What waits is fetched by pages: every request of a bot is a write for the server.</summary>
public sealed class BacklogTests
{
    private const string OneMessage = "GET /api/messages/";

    private static async Task<Scene> WithABotThatIsAwayAsync()
    {
        Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        await bot.StopAsync();
        return scene;
    }

    private static int Pages(Scene scene, LocalChannel channel) => scene.Proxy.CountRequests($"GET /api/channels/{channel.Id}/messages?after_seq=");

    [Fact]
    public async Task Rule14_a_backlog_costs_a_few_requests_and_is_answered_in_order()
    {
        await using Scene scene = await WithABotThatIsAwayAsync();
        await Task.WhenAll(SayAsync(scene.General, 40), SayAsync(scene.Random, 20));
        int before = scene.Proxy.CountRequests(OneMessage);

        await scene.StartLiveBotAsync();
        await scene.AnsweredAsync(scene.General, 41);

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.InRange(Pages(scene, scene.General), 1, 3);
        Assert.InRange(scene.Proxy.CountRequests(OneMessage) - before, 0, 5);

        async Task SayAsync(LocalChannel channel, int count)
        {
            for (int n = 0; n < count; n++)
            {
                await scene.Olivia.SayAsync(channel, $"{n}");
            }
        }
    }

    [Fact]
    public async Task Rule14_two_that_wait_are_not_worth_a_page()
    {
        await using Scene scene = await WithABotThatIsAwayAsync();
        await scene.Olivia.SayAsync(scene.General, "one");
        await scene.Olivia.SayAsync(scene.General, "two");

        await scene.StartLiveBotAsync();
        await scene.AnsweredAsync(scene.General, 3);

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.Equal(0, Pages(scene, scene.General));
    }

    [Fact]
    public async Task Rule14_what_changes_while_it_waits_is_read_again()
    {
        await using Scene scene = await WithABotThatIsAwayAsync();
        var gate = new TaskCompletionSource();
        var messages = new List<LocalMessage>();
        for (int n = 0; n < 6; n++)
        {
            messages.Add(await scene.Olivia.SayAsync(scene.General, $"{n}"));
        }

        RunningBot bot = await scene.StartLiveBotAsync(script: new Script { Before = (_, _) => gate.Task });
        await Eventually.TrueAsync(() => Pages(scene, scene.General) > 0, "a page is read");
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Patch, $"/api/messages/{messages[5].Id}", new { body = "changed" });
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Delete, $"/api/messages/{messages[4].Id}");
        await scene.Olivia.SayAsync(scene.Random, "@echo and then");
        await Eventually.TrueAsync(() => bot.Script.Ran.Contains("and then"), "what came after the changes has come");
        gate.SetResult();
        await scene.AnswerAsync(scene.General, messages[5]);

        Assert.Equal(["0", "and then", "1", "2", "3", "changed"], bot.Script.Ran);
    }
}
