using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class SearchTests : LocalServerTest
{
    [Theory]
    [InlineData("deploying", "She Deployed it")]
    [InlineData("uber", "über alles")]
    [InlineData("DEPLOY now", "now we deploy")]
    [InlineData("deploy-now", "please deploy now")]
    public async Task Words_match_by_their_stem(string query, string body)
    {
        var found = await Owner.SayAsync(General, body);
        await Owner.SayAsync(General, "something else");

        Assert.Equal([found.Id], await FindAsync(query));
    }

    [Theory]
    [InlineData("alpha OR beta")]
    [InlineData("alpha NOT beta")]
    [InlineData("alph*")]
    [InlineData("\"alpha beta")]
    [InlineData("body:alpha")]
    public async Task What_looks_like_an_operator_is_text(string query)
    {
        await Owner.SayAsync(General, "alpha");
        await Owner.SayAsync(General, "beta");

        Assert.Empty(await FindAsync(query));
    }

    [Fact]
    public async Task An_edit_changes_what_is_found()
    {
        var message = await PostMessageAsync(Bot.Token, "before");
        await SendAsync(Bot.Token, "PATCH", $"/api/messages/{message.Text("message.id")}", """{"body":"after"}""");

        Assert.Empty(await FindAsync("before"));
        Assert.Equal([message.Text("message.id")], await FindAsync("after"));
    }

    [Fact]
    public async Task A_long_message_is_cut_around_its_matches()
    {
        var filler = string.Join(' ', Enumerable.Repeat("🦀 word", 100));
        await Owner.SayAsync(General, $"{filler} needle {filler}");

        var found = await GetAsync(Bot.Token, $"/api/search?workspace_id={Workspace}&q=needle");

        var snippet = found.Text("results.0.snippet");
        Assert.True(snippet is ['…', .., '…'] && snippet.Length < 400, snippet);
        var runes = snippet.EnumerateRunes().ToList();
        var (start, end) = ((int)found.Number("results.0.highlights.0.start"), (int)found.Number("results.0.highlights.0.end"));
        Assert.Equal("needle", string.Concat(runes[start..end]));
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("relevance")]
    public async Task Pages_hold_every_hit_once(string sort)
    {
        var posted = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            posted.Add((await Owner.SayAsync(General, string.Join(' ', Enumerable.Repeat("needle", i + 1)))).Id);
        }

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await GetAsync(
                Bot.Token, $"/api/search?workspace_id={Workspace}&q=needle&sort={sort}&limit=3" + (cursor is null ? "" : $"&cursor={cursor}"));
            found.AddRange(page.Texts("results", "id"));
            cursor = (string?)page.At("next_cursor");
        }
        while (cursor is not null);

        Assert.Equal(posted.Order(), found.Order());
        if (sort == "newest")
        {
            Assert.Equal(posted.AsEnumerable().Reverse(), found);
        }
    }

    [Fact]
    public async Task A_cursor_serves_the_query_and_the_user_it_was_made_for()
    {
        await Owner.SayAsync(General, "needle one");
        await Owner.SayAsync(General, "needle two");
        var path = $"/api/search?workspace_id={Workspace}&q=needle&limit=1";
        var cursor = (await GetAsync(Bot.Token, path)).Text("next_cursor");

        Assert.Equal(200, (await GetAsync(Bot.Token, $"{path}&cursor={cursor}")).Status);
        (await GetAsync(OtherBot.Token, $"{path}&cursor={cursor}")).IsRefused(400, "invalid search request: stale or mismatched cursor");
        (await GetAsync(Bot.Token, $"{path}&channel_id={General.Id}&cursor={cursor}"))
            .IsRefused(400, "invalid search request: stale or mismatched cursor");
        (await GetAsync(Bot.Token, $"{path}&cursor=e30")).IsRefused(400, "invalid search request: stale or mismatched cursor");
        (await GetAsync(Bot.Token, $"{path}&cursor=bm8")).IsRefused(400, "invalid search request: malformed cursor");
    }

    [Fact]
    public async Task Another_workspace_is_another_search()
    {
        var elsewhere = (await PostAsync(Owner.Token, "/api/workspaces", new JsonObject { ["name"] = "Elsewhere" })).Text("workspace.id");
        var channel = await PostAsync(Owner.Token, $"/api/workspaces/{elsewhere}/channels", new JsonObject { ["name"] = "there" });
        await PostMessageAsync(Owner.Token, "needle", channel: channel.Text("channel.id"));

        Assert.Empty(await FindAsync("needle"));
        Assert.Single((await GetAsync(Owner.Token, $"/api/search?workspace_id={elsewhere}&q=needle")).Texts("results", "id"));
        (await GetAsync(Member.Token, $"/api/search?workspace_id={elsewhere}&q=needle")).IsRefused(400, "sql: no rows in result set");
        (await GetAsync(Member.Token, "/api/search?q=needle")).IsRefused(400, "invalid search request: workspace_id is required");
        (await GetAsync(Owner.Token, $"/api/search?workspace_id={elsewhere}&q=needle&channel_id={General.Id}"))
            .IsRefused(400, "sql: no rows in result set");
    }

    private async Task<IEnumerable<string>> FindAsync(string query) =>
        (await GetAsync(Bot.Token, $"/api/search?workspace_id={Workspace}&q={Uri.EscapeDataString(query)}")).Texts("results", "id");
}
