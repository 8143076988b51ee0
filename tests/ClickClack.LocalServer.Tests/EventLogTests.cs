namespace ClickClack.Local.Tests;

public sealed class EventLogTests : LocalServerTest
{
    [Fact]
    public async Task A_new_workspace_has_no_history()
    {
        var reply = await GetAsync(Bot.Token, $"/api/realtime/events?workspace_id={Workspace}&include_tail=true");

        Assert.Empty(reply.At("events")!.AsArray());
        Assert.Equal("", reply.Text("tail_cursor"));
    }

    [Fact]
    public async Task Cursors_rise_in_the_order_of_commits_under_concurrency()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => PostMessageAsync(i % 2 == 0 ? Bot.Token : Owner.Token, $"m{i}")));

        var reply = await GetAsync(Bot.Token, $"/api/realtime/events?workspace_id={Workspace}");

        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), reply.At("events")!.AsArray().Select(e => (long)e!["seq"]!));
        var cursors = reply.Texts("events", "cursor").ToList();
        Assert.Equal(cursors.Order(StringComparer.Ordinal), cursors);
    }

    [Fact]
    public async Task Pages_follow_the_cursor_and_a_limit_above_the_maximum_is_the_default()
    {
        for (var i = 0; i < 210; i++)
        {
            await Owner.SayAsync(General, $"m{i}");
        }
        var path = $"/api/realtime/events?workspace_id={Workspace}";

        var first = await GetAsync(Bot.Token, $"{path}&limit=501");
        var rest = await GetAsync(Bot.Token, $"{path}&limit=500&after_cursor={first.Text("events.199.cursor")}");

        Assert.Equal(200, first.At("events")!.AsArray().Count);
        Assert.Equal(10, rest.At("events")!.AsArray().Count);
        Assert.Null(rest.At("tail_cursor"));
    }

    [Fact]
    public async Task An_unknown_cursor_is_only_compared()
    {
        await Owner.SayAsync(General, "hi");

        Assert.Single((await GetAsync(Bot.Token, $"/api/realtime/events?workspace_id={Workspace}&after_cursor=cur_0")).At("events")!.AsArray());
        Assert.Empty((await GetAsync(Bot.Token, $"/api/realtime/events?workspace_id={Workspace}&after_cursor=zzz")).At("events")!.AsArray());
    }

    [Fact]
    public async Task The_tail_leaves_out_what_the_caller_may_not_see()
    {
        await Owner.SayAsync(General, "hi");
        var before = await TailAsync(OtherBot.Token);
        await Owner.SayAsync(await Owner.OpenConversationAsync(Bot.Id), "secret");

        Assert.Equal(before, await TailAsync(OtherBot.Token));
        Assert.NotEqual(before, await TailAsync(Bot.Token));
    }

    [Fact]
    public async Task The_workspace_must_be_named()
    {
        (await GetAsync(Bot.Token, "/api/realtime/events")).IsRefused(403, "bot token cannot access this workspace");
        (await GetAsync(Owner.Token, "/api/realtime/events")).IsRefused(400, "sql: no rows in result set");
    }

    [Fact]
    public async Task There_are_sixteen_durable_types() =>
        Assert.Equal(16, (await GetAsync(Bot.Token, "/api/event-types")).At("event_types")!.AsArray().Count);
}
