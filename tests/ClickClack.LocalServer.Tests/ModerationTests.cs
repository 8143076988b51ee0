using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class ModerationTests : LocalServerTest
{
    [Fact]
    public async Task A_blocked_member_writes_nothing_and_reads_on()
    {
        var own = await PostMessageAsync(Bot.Token, "mine");
        await ModerateAsync(Bot.Id, new() { ["blocked"] = true });

        foreach (var (method, path, body) in Writes(own.Text("message.id")))
        {
            var answer = await SendAsync(Bot.Token, method, path, body);
            Assert.True(answer.Status == 403, $"{method} {path}: {answer.Status}");
            Assert.Equal("moderation restriction: member is blocked", answer.Error);
        }
        Assert.Equal(200, (await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages")).Status);

        await ModerateAsync(Bot.Id, new() { ["blocked"] = false });
        Assert.Equal(201, (await PostMessageAsync(Bot.Token, "free again")).Status);
    }

    [Fact]
    public async Task A_timeout_ends_by_itself_and_can_be_cleared()
    {
        await ModerateAsync(Bot.Id, new() { ["timeout_until"] = "2001-02-03T04:05:06Z" });
        Assert.Equal(201, (await PostMessageAsync(Bot.Token, "over long ago")).Status);
        await ModerateAsync(Bot.Id, new() { ["timeout_minutes"] = 5 });
        Assert.StartsWith(
            "moderation restriction: member is timed out until ", (await PostMessageAsync(Bot.Token, "no")).Error, StringComparison.Ordinal);

        await ModerateAsync(Bot.Id, new() { ["clear_timeout"] = true });

        Assert.Equal(201, (await PostMessageAsync(Bot.Token, "yes")).Status);
    }

    [Fact]
    public async Task Only_the_member_and_those_who_run_the_workspace_hear_of_it()
    {
        using var concerned = await ConnectAtTailAsync(Bot.Token);
        using var owner = await ConnectAtTailAsync(Owner.Token);
        using var other = await ConnectAtTailAsync(OtherBot.Token);

        await ModerateAsync(Bot.Id, new() { ["moderation_note"] = "calm down" });
        await Owner.SayAsync(General, "for all");

        Assert.Equal("member.moderation_updated", await concerned.NextTypeAsync());
        Assert.Equal("member.moderation_updated", await owner.NextTypeAsync());
        Assert.Equal("message.created", await other.NextTypeAsync());
    }

    [Fact]
    public async Task The_roster_shows_what_was_decided_to_those_who_run_the_workspace()
    {
        await ModerateAsync(Member.Id, new() { ["blocked"] = true, ["moderation_note"] = "spam" });

        var roster = await GetAsync(Owner.Token, $"/api/workspaces/{Workspace}/moderation/members");

        var member = roster.At("members")!.AsArray().Single(row => (string)row!["user"]!["id"]! == Member.Id)!;
        Assert.Equal(("spam", Owner.Id), ((string)member["moderation_note"]!, (string)member["moderation_by"]!));
        Assert.NotNull(member["blocked_at"]);
        (await GetAsync(Member.Token, $"/api/workspaces/{Workspace}/moderation/members")).IsRefused(403, "moderation restriction");
        (await GetAsync(Bot.Token, $"/api/workspaces/{Workspace}/moderation/members")).IsRefused(403, "moderation restriction");
    }

    [Fact]
    public async Task A_moderator_moderates_members_but_no_bots_and_makes_no_moderators()
    {
        var moderator = await Server.AddPersonAsync("Mo");
        await ModerateAsync(moderator.Id, new() { ["role"] = "moderator" });

        Assert.Equal(200, (await ModerateAsync(Member.Id, new() { ["blocked"] = true }, moderator.Token)).Status);
        (await ModerateAsync(Bot.Id, new() { ["blocked"] = true }, moderator.Token)).IsRefused(400, "target role is too high for this moderator");
        (await ModerateAsync(Member.Id, new() { ["role"] = "moderator" }, moderator.Token)).IsRefused(400, "role is too high for this moderator");
        (await ModerateAsync(Owner.Id, new() { ["blocked"] = true }, moderator.Token)).IsRefused(400, "owners cannot be moderated");
    }

    [Fact]
    public async Task A_guest_sees_and_writes_in_the_guests_channel_only_and_three_times_a_day()
    {
        var guest = await Server.AddPersonAsync("Gus");
        await ModerateAsync(guest.Id, new() { ["role"] = "guest" });
        using var socket = await ConnectAtTailAsync(guest.Token);

        var secret = await Owner.SayAsync(General, "not for guests");
        (await PostMessageAsync(guest.Token, "no")).IsRefused(403, "moderation restriction");
        (await GetAsync(guest.Token, $"/api/channels/{General.Id}/messages")).IsRefused(403, "moderation restriction");
        (await GetAsync(guest.Token, $"/api/messages/{secret.Id}")).IsRefused(403, "moderation restriction");
        (await PostAsync(guest.Token, "/api/dms", new JsonObject { ["workspace_id"] = Workspace, ["member_ids"] = new JsonArray(Bot.Id) }))
            .IsRefused(403, "moderation restriction");
        Assert.Empty((await GetAsync(guest.Token, $"/api/workspaces/{Workspace}/channels")).At("channels")!.AsArray());
        Assert.DoesNotContain(
            secret.Id, (await GetAsync(guest.Token, $"/api/realtime/events?workspace_id={Workspace}")).Body, StringComparison.Ordinal);

        // Nothing of all that came over the socket: the next event is the member's own moderation.
        await ModerateAsync(guest.Id, new() { ["moderation_note"] = "welcome" });
        Assert.Equal("member.moderation_updated", await socket.NextTypeAsync());
        await ModerateAsync(guest.Id, new() { ["role"] = "member" });
        Assert.Equal(201, (await PostMessageAsync(guest.Token, "now")).Status);
    }

    [Fact]
    public async Task Ownership_is_handed_over()
    {
        var transferred = await PostAsync(Owner.Token, $"/api/workspaces/{Workspace}/transfer-ownership", new JsonObject { ["user_id"] = Member.Id });

        Assert.Equal(200, transferred.Status);
        Assert.Equal("moderator", transferred.Text("workspace.role"));
        Assert.Equal(Member.Id, transferred.Text("event.payload.new_owner_user_id"));
        Assert.Equal("owner", (await GetAsync(Member.Token, $"/api/workspaces/{Workspace}")).Text("workspace.role"));
        (await PostAsync(Owner.Token, $"/api/workspaces/{Workspace}/transfer-ownership", new JsonObject { ["user_id"] = Member.Id }))
            .IsRefused(403, "workspace owner permission required");
    }

    [Fact]
    public async Task A_workspace_goes_with_the_bots_that_were_at_home_there_only()
    {
        var created = await PostAsync(Owner.Token, "/api/workspaces", new JsonObject { ["name"] = "Second" });
        var second = created.Text("workspace.id");
        var bot = await PostAsync(Owner.Token, $"/api/workspaces/{second}/bots", new JsonObject { ["display_name"] = "Local", ["handle"] = "local" });

        var renamed = await SendAsync(Owner.Token, "PATCH", $"/api/workspaces/{second}", """{"name":"Third","slug":"Number Three"}""");
        Assert.Equal(("Third", "number-three"), (renamed.Text("workspace.name"), renamed.Text("workspace.slug")));
        Assert.Equal(204, (await SendAsync(Owner.Token, "DELETE", $"/api/workspaces/{second}")).Status);

        (await GetAsync(bot.Text("bot_token.token"), "/api/me")).IsRefused(401, "sql: no rows in result set");
        Assert.NotNull(await Server.AddBotAsync("Heir", "local"));
    }

    [Fact]
    public async Task A_human_changes_its_profile()
    {
        var changed = await SendAsync(Owner.Token, "PATCH", "/api/me", """{"display_name":"Ada","handle":"@Ada"}""");
        Assert.Equal(("Ada", "ada"), (changed.Text("user.display_name"), changed.Text("user.handle")));
        Assert.Equal(200, (await SendAsync(Owner.Token, "PATCH", "/api/me", """{"handle":"ada"}""")).Status);
        (await SendAsync(Member.Token, "PATCH", "/api/me", """{"handle":"ada"}""")).IsRefused(400, "handle is already taken");
        Assert.Equal("Ada", (await GetAsync(Owner.Token, "/api/me")).Text("user.display_name"));
    }

    [Fact]
    public async Task A_human_sees_the_bots_it_owns()
    {
        var owned = await GetAsync(Owner.Token, "/api/me/bots");

        Assert.Equal(OtherBot.Id, owned.Text("bots.0.bot.id"));
        Assert.Equal(1, owned.Number("bots.0.active_token_count"));
        Assert.Single((await GetAsync(Owner.Token, $"/api/bots/{OtherBot.Id}/tokens")).At("bot_tokens")!.AsArray());
        Assert.Equal(201, (await PostAsync(Owner.Token, $"/api/bots/{OtherBot.Id}/tokens", new JsonObject())).Status);
    }

    private IEnumerable<(string Method, string Path, string? Body)> Writes(string message) =>
    [
        ("POST", $"/api/channels/{General.Id}/messages", """{"body":"x"}"""),
        ("POST", $"/api/messages/{message}/thread/replies", """{"body":"x"}"""),
        ("PATCH", $"/api/messages/{message}", """{"body":"x"}"""),
        ("DELETE", $"/api/messages/{message}", null),
        ("POST", $"/api/messages/{message}/reactions", """{"emoji":"x"}"""),
        ("DELETE", $"/api/messages/{message}/reactions/x", null),
        ("POST", $"/api/channels/{General.Id}/pins", $$"""{"message_id":"{{message}}"}"""),
        ("POST", "/api/dms", $$"""{"workspace_id":"{{Workspace}}","member_ids":["{{Owner.Id}}"]}"""),
        ("PUT", "/api/bots/self/commands", """{"commands":[]}"""),
        ("POST", "/api/realtime/ephemeral", $$"""{"workspace_id":"{{Workspace}}","type":"presence.changed"}"""),
        ("POST", $"/api/hooks/mattermost/{General.Id}", """{"text":"x"}"""),
        ("POST", $"/api/hooks/slash/{General.Id}?text=x", null),
    ];

    private Task<Reply> ModerateAsync(string userId, JsonObject decision, string? token = null) =>
        SendAsync(token ?? Owner.Token, "PATCH", $"/api/workspaces/{Workspace}/moderation/members/{userId}", decision.ToJsonString());
}
