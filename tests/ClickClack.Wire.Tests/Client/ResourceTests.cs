using System.Net;
using System.Text.Json;
using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Client;

/// <summary>Channels, topics, members, the menu, routes, setup codes: what there is beside messages.</summary>
public sealed class ResourceTests : ClientTest
{
    [Fact]
    public async Task Who_and_where_one_is()
    {
        WireUser me = await Client.GetMeAsync(Stop);
        WireWorkspace workspace = Assert.Single(await Client.GetWorkspacesAsync(Stop));

        Assert.Equal((Bot.Id, "service-bot", true), (me.Id.Value, me.Handle, me.IsBot));
        Assert.Equal((Workspace, "clickclack", "bot"), (workspace.Id, workspace.Slug, workspace.Role));
        Assert.Equal(workspace.RouteId, (await Client.GetWorkspaceAsync(Workspace, Stop)).RouteId);
        Assert.Contains(EventTypes.MessageCreated, await Client.GetEventTypesAsync(Stop));
        Assert.NotNull(Client.ServerTime);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Client.GetWorkspaceAsync(new WorkspaceId("wsp_other"), Stop));
    }

    [Fact]
    public async Task Members_come_page_by_page()
    {
        for (int i = 0; i < 401; i++)
        {
            await Server.AddPersonAsync($"Person {i:000}", $"person-{i:000}");
        }

        var all = new List<WireMember>();
        await foreach (WireMember member in Client.GetMembersAsync(Workspace, cancellationToken: Stop))
        {
            all.Add(member);
        }

        Assert.Equal(405, all.Count);
        Assert.Equal(405, all.DistinctBy(member => member.User.Id).Count());
        Assert.Equal(3, Wire.Count("GET /api/workspaces/"));
        Assert.Equal(2, await CountAsync(role: "bot"));
        Assert.Equal(10, await CountAsync(contains: "PERSON-39"));
        Assert.Equal(0, await CountAsync(contains: "&role=bot"));
        await Assert.ThrowsAsync<InvalidRequestException>(() => CountAsync(role: "king"));
    }

    [Fact]
    public async Task A_channel_is_made_changed_and_listed()
    {
        ClickClackClient admin = await ClientWithAsync("bot:admin");
        WireChannel made = await admin.CreateChannelAsync(
            Workspace, new ChannelSettings { Name = "Ops & Co", DisplayTitle = "Operations 🦀", SidebarSection = "s", ExternalRef = "r", ExternalUrl = "https://x.example", ExternalManaged = true }, Stop);

        Assert.Equal(("ops-co", "Operations 🦀", "s", "r", "https://x.example", true, "public"), (made.Name, made.DisplayTitle, made.SidebarSection, made.ExternalRef, made.ExternalUrl, made.ExternalManaged, made.Kind));
        WireChannel changed = await admin.UpdateChannelAsync(made.Id, new ChannelSettings { DisplayTitle = "", Archived = true }, Stop);
        Assert.Null(changed.DisplayTitle);
        Assert.NotNull(changed.ArchivedAt);
        Assert.Equal("ops-co", changed.Name);
        Assert.Null((await admin.UpdateChannelAsync(made.Id, new ChannelSettings { Archived = false }, Stop)).ArchivedAt);
        Assert.Contains(await admin.GetChannelsAsync(Workspace, Stop), channel => channel.Id == made.Id);

        await Assert.ThrowsAsync<ConflictException>(() => admin.CreateChannelAsync(Workspace, new ChannelSettings { Name = "ops co" }, Stop));
        await Assert.ThrowsAsync<ConflictException>(() => admin.UpdateChannelAsync(made.Id, new ChannelSettings { Name = "general" }, Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => admin.CreateChannelAsync(Workspace, new ChannelSettings { Name = "guest" }, Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => admin.UpdateChannelAsync(new ChannelId("chn_none"), new ChannelSettings { Name = "x" }, Stop));
    }

    [Fact]
    public async Task Topics_file_messages()
    {
        ClickClackClient admin = await ClientWithAsync("bot:admin");
        WireTopic topic = await admin.CreateTopicAsync(Workspace, "release", General, Stop);
        WireMessage filed = (await admin.CreateMessageAsync(General, new NewMessage("v1") { TopicId = topic.Id }, Stop)).Message;
        await PostAsync("other");

        Assert.Equal(topic.Id, filed.TopicId);
        Assert.Equal(topic.Id, Assert.Single(await Client.GetTopicsAsync(Workspace, Stop)).Id);
        Assert.Equal(filed.Id, Assert.Single((await Client.GetMessagesAsync(General, topic: topic.Id, cancellationToken: Stop)).Messages).Id);
        await Assert.ThrowsAsync<ConflictException>(() => admin.CreateTopicAsync(Workspace, "release", General, Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => admin.CreateTopicAsync(Workspace, " ", cancellationToken: Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.CreateMessageAsync(Random, new NewMessage("v1") { TopicId = topic.Id }, Stop));
    }

    [Fact]
    public async Task Preferences_and_markers_are_the_callers_own()
    {
        await PostAsync();
        LocalMessage said = await Owner.SayAsync(Server.Channels[0], "hi");

        Assert.Equal("all", await Client.GetNotificationPreferenceAsync(General, Stop));
        Assert.Equal("mentions", await Client.SetNotificationPreferenceAsync(General, "mentions", Stop));
        Assert.Equal("mentions", await Client.GetNotificationPreferenceAsync(General, Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.SetNotificationPreferenceAsync(General, "loud", Stop));

        Assert.Equal(1, (await Client.MarkReadAsync(General, 1, Stop)).LastReadSeq);
        Assert.Equal(1, (await Client.GetChannelsAsync(Workspace, Stop)).First(channel => channel.Id == General).UnreadCount);
        Assert.Equal(said.Seq, (await Client.MarkReadAsync(General, 1_000_000, Stop)).LastReadSeq);
        Assert.Equal(said.Seq, (await Client.MarkReadAsync(General, 1, Stop)).LastReadSeq);
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.MarkReadAsync(General, -1, Stop));
        Assert.Equal(default, (await Client.MarkReadAsync(Random, 0, Stop)).LastReadAt);
    }

    [Fact]
    public async Task The_menu_is_replaced_as_a_whole()
    {
        IReadOnlyList<WireBotCommand> menu = await Client.SetCommandMenuAsync([new("Roll", "Dice", "2d6"), new("/deploy", "Ship")], Stop);

        Assert.Equal(["/deploy", "/roll"], menu.Select(command => command.Command));
        Assert.Equal("2d6", menu[1].ArgsHint);
        WireBotCommand seen = (await ClientOf(OtherBot.Token).GetCommandMenuAsync(Workspace, Stop))[0];
        Assert.Equal(("/deploy", "service-bot"), (seen.Command, seen.Bot?.Handle));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.SetCommandMenuAsync([new("a b", "x")], Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.SetCommandMenuAsync([new("a", "")], Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.SetCommandMenuAsync([new("a", "x"), new("/A", "y")], Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => Client.SetCommandMenuAsync([.. Enumerable.Range(0, 101).Select(i => new MenuCommand($"c{i}", "x"))], Stop));
        Assert.Empty(await Client.SetCommandMenuAsync([], Stop));
    }

    [Fact]
    public async Task Routes_lead_to_what_they_name()
    {
        WireWorkspace workspace = await Client.GetWorkspaceAsync(Workspace, Stop);
        WireMessage message = await Client.EnsureRouteAsync(await PostAsync(), Stop);
        WireRoute route = await Client.ResolveRouteAsync(workspace.RouteId, message.RouteId!, Stop);

        Assert.Equal(("thread", message.Id.Value), (route.TargetType, route.TargetId));
        Assert.Equal("channel", (await Client.ResolveRouteAsync(Workspace.Value, General.Value, Stop)).TargetType);
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.ResolveRouteAsync(workspace.RouteId, "Cnone", Stop));
        WireMessage reply = (await Client.CreateReplyAsync(message.Id, new NewMessage("r"), Stop)).Message;
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.EnsureRouteAsync(reply.Id, Stop));
    }

    [Fact]
    public async Task A_setup_code_is_worth_a_token_once_and_not_guessed()
    {
        ClickClackClient anonymous = ClientOf("");
        string code = (await AskAsync(Owner.Token, HttpMethod.Post, $"/api/workspaces/{Workspace}/bots/{Bot.Id}/setup-codes", new { name = "laptop" }))["setup_code"]!["code"]!.GetValue<string>();

        SetupClaim claim = await anonymous.ClaimSetupCodeAsync(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), Stop);

        Assert.Equal((Bot.Id, Workspace, "channel:general", 1), (claim.Bot.Id.Value, claim.Workspace.Id, claim.Defaults.DefaultTo, claim.ContractVersion));
        Assert.Equal(Server.BaseUrl, new Uri(claim.ApiBaseUrl!));
        Assert.DoesNotContain("ccb_", claim.ToString(), StringComparison.Ordinal);
        Assert.Equal(Bot.Id, (await ClientOf(claim.Token).GetMeAsync(Stop)).Id.Value);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<NotVisibleException>(() => anonymous.ClaimSetupCodeAsync(code, Stop))).Status);
        for (int i = 2; i < 10; i++)
        {
            await Assert.ThrowsAsync<NotVisibleException>(() => anonymous.ClaimSetupCodeAsync("AAAA-AAAA-AAAA", Stop));
        }

        RateLimitedException error = await Assert.ThrowsAsync<RateLimitedException>(() => anonymous.ClaimSetupCodeAsync(code, Stop));
        Assert.Null(error.RetryAfter);
    }

    [Fact]
    public async Task What_is_not_kept_is_seen_by_others_with_its_sender()
    {
        WireEvent typing = await Client.SendEphemeralAsync(Workspace, EventTypes.TypingStarted, General, cancellationToken: Stop);
        using JsonDocument payload = JsonDocument.Parse("""{"turn_id":"t1","op":"append","user_id":"usr_forged","line":{"id":"l","kind":"tool"}}""");
        WireEvent progress = await Client.SendEphemeralAsync(Workspace, EventTypes.AgentProgress, General, payload: payload.RootElement, cancellationToken: Stop);
        LocalConversation direct = await Owner.OpenConversationAsync(Bot.Id);
        await Client.ShowTypingAsync(Workspace, General, Stop);
        await Client.ShowTypingAsync(Workspace, new DirectConversationId(direct.Id), Stop);

        Assert.Equal((EventTypes.TypingStarted, "", Bot.Id), (typing.Type, typing.Cursor.Value, typing.PayloadText("user_id")));
        Assert.Equal((Bot.Id, "t1", General.Value), (progress.PayloadText("user_id"), progress.PayloadText("turn_id"), progress.PayloadText("channel_id")));
        await Client.SendEphemeralAsync(Workspace, EventTypes.PresenceChanged, cancellationToken: Stop);
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.SendEphemeralAsync(Workspace, EventTypes.TypingStarted, cancellationToken: Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.SendEphemeralAsync(Workspace, "party.started", General, cancellationToken: Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => Client.SendEphemeralAsync(Workspace, EventTypes.TypingStarted, General, new DirectConversationId(direct.Id), cancellationToken: Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.ShowTypingAsync(Workspace, new ChannelId("chn_none"), Stop));
    }

    [Fact]
    public async Task The_log_is_read_from_a_cursor_to_its_tail()
    {
        EventCursor? tail = (await Client.GetEventsAsync(Workspace, null, cancellationToken: Stop)).TailCursor;
        for (int i = 0; i < 3; i++)
        {
            await PostAsync($"m{i}");
        }

        EventsPage first = await Client.GetEventsAsync(Workspace, tail, 2, Stop);
        EventsPage rest = await Client.GetEventsAsync(Workspace, first.Events[^1].Cursor, 2, Stop);

        Assert.Equal((2, 1), (first.Events.Count, rest.Events.Count));
        Assert.Equal(rest.Events[0].Cursor, first.TailCursor);
        Assert.All(first.Events, one => Assert.Equal((EventTypes.MessageCreated, Bot.Id), (one.Type, one.PayloadText("author_id"))));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Client.GetEventsAsync(new WorkspaceId("wsp_other"), null, cancellationToken: Stop));
    }

    private async Task<int> CountAsync(string? contains = null, string? role = null)
    {
        int count = 0;
        await foreach (WireMember _ in Client.GetMembersAsync(Workspace, contains, role, Stop))
        {
            count++;
        }

        return count;
    }
}
