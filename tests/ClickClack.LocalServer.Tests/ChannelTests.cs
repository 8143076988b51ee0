using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class ChannelTests : LocalServerTest
{
    [Fact]
    public async Task A_name_becomes_a_slug_and_a_title_is_cut()
    {
        var reply = await PostAsync(
            Owner.Token, $"/api/workspaces/{Workspace}/channels", new JsonObject { ["name"] = " Build & Logs! ", ["display_title"] = new string('x', 300) });

        Assert.Equal(201, reply.Status);
        Assert.Equal("build-logs", reply.Text("channel.name"));
        Assert.Equal(200, reply.Text("channel.display_title").Length);
        Assert.Equal("channel.created", reply.Text("event.type"));
    }

    [Fact]
    public async Task Names_are_unique_and_guest_is_reserved()
    {
        Assert.Equal(400, (await CreateAsync("general")).Status);
        (await CreateAsync("Guest")).IsRefused(400, "guest channel name is reserved");
    }

    [Fact]
    public async Task Absent_leaves_a_value_and_empty_clears_it()
    {
        var id = (await PostAsync(
            Owner.Token, $"/api/workspaces/{Workspace}/channels", new JsonObject { ["name"] = "c", ["display_title"] = "T", ["sidebar_section"] = "S" })).Text("channel.id");

        var reply = await SendAsync(Owner.Token, "PATCH", $"/api/channels/{id}", """{"display_title":"","name":"","archived":true}""");

        Assert.Equal("c", reply.Text("channel.name"));
        Assert.Null(reply.At("channel.display_title"));
        Assert.Equal("S", reply.Text("channel.sidebar_section"));
        Assert.NotNull(reply.At("channel.archived_at"));
        Assert.True((bool)reply.At("event.payload.archived")!);
        Assert.Equal(201, (await PostMessageAsync(Bot.Token, "archived channels accept posts", channel: id)).Status);
    }

    [Fact]
    public async Task Only_the_owner_and_bots_change_a_channel()
    {
        var admin = await BotWithAsync("admin", "bot:admin");

        (await SendAsync(Member.Token, "PATCH", $"/api/channels/{General.Id}", "{}")).IsRefused(400, "sql: no rows in result set");
        (await SendAsync(Bot.Token, "PATCH", $"/api/channels/{General.Id}", "{}")).IsRefused(403, "bot token is missing scope channels:write");
        Assert.Equal(200, (await SendAsync(admin.Token, "PATCH", $"/api/channels/{General.Id}", "{}")).Status);
    }

    [Fact]
    public async Task The_list_counts_what_others_wrote_after_the_read_marker()
    {
        await Owner.SayAsync(General, "one");
        await Owner.SayAsync(General, "two");
        await PostMessageAsync(Bot.Token, "mine");
        await PostAsync(Bot.Token, $"/api/channels/{General.Id}/read", new JsonObject { ["seq"] = 1 });

        var reply = await GetAsync(Bot.Token, $"/api/workspaces/{Workspace}/channels");

        Assert.Equal("general", reply.Text("channels.0.name"));
        Assert.Equal(3, reply.Number("channels.0.last_seq"));
        Assert.Equal(1, reply.Number("channels.0.last_read_seq"));
        Assert.Equal(1, reply.Number("channels.0.unread_count"));
    }

    [Fact]
    public async Task Read_markers_only_move_forward_and_no_further_than_the_last_message()
    {
        await Owner.SayAsync(General, "one");
        await Owner.SayAsync(General, "two");

        Assert.Equal(2, await ReadAsync(99));
        Assert.Equal(2, await ReadAsync(1));
        (await PostAsync(Bot.Token, $"/api/channels/{General.Id}/read", new JsonObject { ["seq"] = -1 })).IsRefused(400, "seq must be non-negative");

        async Task<long> ReadAsync(long seq) =>
            (await PostAsync(Bot.Token, $"/api/channels/{General.Id}/read", new JsonObject { ["seq"] = seq })).Number("receipt.last_read_seq");
    }

    [Fact]
    public async Task Members_come_in_pages_by_role_and_name()
    {
        var first = await GetAsync(Bot.Token, $"/api/workspaces/{Workspace}/members?limit=3");
        var second = await GetAsync(Bot.Token, $"/api/workspaces/{Workspace}/members?limit=3&cursor={first.Text("next_cursor")}");

        Assert.Equal(["owner", "member", "bot"], first.Texts("members", "role"));
        Assert.Equal(4, first.Number("total_count"));
        Assert.Equal(2, first.Number("total_by_role.bot"));
        Assert.Equal(Bot.Id, second.Text("members.0.user.id"));
        Assert.False((bool)second.At("has_more")!);
        Assert.Null(second.At("total_count"));
    }

    [Theory]
    [InlineData("limit=0", ": limit must be positive")]
    [InlineData("role=king", ": invalid role filter")]
    [InlineData("cursor=%25", ": malformed cursor")]
    public async Task Odd_member_pages_are_400(string query, string error) =>
        (await GetAsync(Bot.Token, $"/api/workspaces/{Workspace}/members?{query}")).IsRefused(400, "invalid workspace member page request" + error);

    private Task<Reply> CreateAsync(string name) =>
        PostAsync(Owner.Token, $"/api/workspaces/{Workspace}/channels", new JsonObject { ["name"] = name });
}
