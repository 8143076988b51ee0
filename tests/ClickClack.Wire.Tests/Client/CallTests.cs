using System.Text.Json;
using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Client;

/// <summary>What single calls do that their names do not tell, as the client shows it.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private LocalServer server = null!;
    private ClickClackClient client = null!;

    private LocalBot Echo => server.Bots[0];

    private LocalPerson Olivia => server.People[0];

    private LocalChannel General => server.Channels[0];

    private ChannelId GeneralId => new(General.Id);

    private WorkspaceId Workspace => new(server.Workspace.Id);

    public async ValueTask InitializeAsync()
    {
        server = await LocalServer.StartAsync(new() { Seed = LocalSeed.ForBot("Echo", "echo") });
        client = ClientOf(Echo.Token);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_limit_above_the_largest_is_taken_for_the_usual_one_and_not_for_the_largest()
    {
        for (int n = 0; n < 210; n++)
        {
            await Olivia.SayAsync(General, $"{n}");
        }

        Assert.Equal(200, (await client.GetMessagesAsync(GeneralId, limit: 200)).Messages.Count);
        Assert.Equal(100, (await client.GetMessagesAsync(GeneralId, limit: 201)).Messages.Count);
        Assert.Equal(200, (await client.GetEventsAsync(Workspace, null, 501)).Events.Count);
        Assert.Equal(210, (await client.GetEventsAsync(Workspace, null, 500)).Events.Count);
    }

    [Fact]
    public async Task An_empty_page_says_that_there_is_nothing_older_whatever_there_is()
    {
        await Olivia.SayAsync(General, "one");
        await Olivia.SayAsync(General, "two");
        MessagePage page = await client.GetMessagesAsync(GeneralId, PageWindow.After(2));

        Assert.Empty(page.Messages);
        Assert.Equal((0, 0, false, false), (page.OldestSeq, page.NewestSeq, page.HasOlder, page.HasNewer));
    }

    [Fact]
    public async Task A_post_under_a_name_used_before_is_a_repetition_if_it_is_the_same_and_a_conflict_if_not_in_any_place()
    {
        var message = new NewMessage("hello") { Nonce = "once" };
        CreatedMessage first = await client.CreateMessageAsync(GeneralId, message);
        CreatedMessage again = await client.CreateMessageAsync(GeneralId, message);
        Assert.Equal((CreationOutcome.Created, CreationOutcome.Repeated), (first.Outcome, again.Outcome));
        Assert.Equal(first.Message.Id, again.Message.Id);

        // Elsewhere, or otherwise worded: the name is one for everything this bot writes.
        CreatedMessage elsewhere = await client.CreateMessageAsync(new ChannelId(server.Channels[1].Id), message);
        CreatedMessage otherwise = await client.CreateMessageAsync(GeneralId, message with { Body = "goodbye" });
        Assert.Equal((CreationOutcome.Different, CreationOutcome.Different), (elsewhere.Outcome, otherwise.Outcome));
        Assert.Equal(first.Message.Id, elsewhere.Message.Id);
        Assert.Single(await Olivia.ReadAsync(General));
    }

    [Fact]
    public async Task A_name_whose_message_was_edited_or_deleted_since_is_a_conflict()
    {
        var message = new NewMessage("hello") { Nonce = "edited" };
        MessageId id = (await client.CreateMessageAsync(GeneralId, message)).Message.Id;
        await client.EditMessageAsync(id, "goodbye");
        Assert.Equal(CreationOutcome.Different, (await client.CreateMessageAsync(GeneralId, message)).Outcome);

        await client.DeleteMessageAsync(id);
        CreatedMessage again = await client.CreateMessageAsync(GeneralId, message);
        Assert.Equal((CreationOutcome.Different, id), (again.Outcome, again.Message.Id));
    }

    [Fact]
    public async Task What_is_done_twice_comes_back_without_an_event_and_is_no_error()
    {
        MessageId root = (await client.CreateMessageAsync(GeneralId, new NewMessage("root"))).Message.Id;
        var reply = new NewMessage("reply") { Nonce = "reply" };
        Assert.Equal(CreationOutcome.Created, (await client.CreateReplyAsync(root, reply)).Outcome);
        Assert.Equal(CreationOutcome.Repeated, (await client.CreateReplyAsync(root, reply)).Outcome);

        Assert.Equal(1, Assert.Single(await client.AddReactionAsync(root, "👍")).Count);
        Assert.Equal(1, Assert.Single(await client.AddReactionAsync(root, "👍")).Count);
        Assert.Empty(await client.RemoveReactionAsync(root, "👍"));
        Assert.Empty(await client.RemoveReactionAsync(root, "👍"));

        await client.DeleteMessageAsync(root);
        Assert.NotNull((await client.DeleteMessageAsync(root)).DeletedAt);
    }

    [Fact]
    public async Task An_emoji_with_a_slash_or_a_blank_can_be_taken_back()
    {
        MessageId message = (await client.CreateMessageAsync(GeneralId, new NewMessage("x"))).Message.Id;
        foreach (string emoji in (string[])["a/b", "a b", "%2F", "?", "#"])
        {
            await client.AddReactionAsync(message, emoji);
            Assert.Empty(await client.RemoveReactionAsync(message, emoji));
        }
    }

    [Fact]
    public async Task A_thing_that_is_not_there_is_not_visible_whether_the_server_says_400_403_or_404()
    {
        MessageId message = (await client.CreateMessageAsync(GeneralId, new NewMessage("x"))).Message.Id;

        Assert.Equal(403, (int?)(await Assert.ThrowsAsync<NotVisibleException>(() => client.GetMessageAsync(new MessageId("msg_none")))).Status);
        Assert.Equal(403, (int?)(await Assert.ThrowsAsync<NotVisibleException>(() => client.GetMessagesAsync(new ChannelId("chn_none")))).Status);
        Assert.Equal(404, (int?)(await Assert.ThrowsAsync<NotVisibleException>(() => client.GetMessageByNonceAsync(Workspace, "none"))).Status);
        Assert.Equal(400, (int?)(await Assert.ThrowsAsync<NotVisibleException>(() => client.PinAsync(GeneralId, new MessageId("msg_none")))).Status);
        await Assert.ThrowsAsync<NotVisibleException>(async () =>
        {
            await foreach (WireSearchHit hit in client.SearchAsync(Workspace, "x", new SearchScope { Channel = new ChannelId("chn_none") }))
            {
                Assert.NotNull(hit);
            }
        });
        Assert.Equal(message, (await client.GetMessageAsync(message)).Id);
    }

    [Fact]
    public async Task A_highlight_counts_code_points_and_not_the_characters_of_CSharp()
    {
        await Olivia.SayAsync(General, "🚀🚀 deploy 🚀");
        WireSearchHit hit = await client.SearchAsync(Workspace, "deploy").FirstAsync(TestContext.Current.CancellationToken);

        WireHighlight highlight = Assert.Single(hit.Highlights);
        Assert.Equal((3, 9), (highlight.Start, highlight.End));
        Assert.Equal("deploy", string.Concat(hit.Snippet.EnumerateRunes().Take(highlight.Start..highlight.End)));
        Assert.NotEqual("deploy", hit.Snippet[highlight.Start..highlight.End]);
    }

    [Fact]
    public async Task An_edit_comes_back_without_the_reactions_the_message_has()
    {
        MessageId message = (await client.CreateMessageAsync(GeneralId, new NewMessage("x"))).Message.Id;
        await client.AddReactionAsync(message, "👍");

        Assert.Empty((await client.EditMessageAsync(message, "y")).Reactions);
        Assert.Single((await client.GetMessageAsync(message)).Reactions);
    }

    [Fact]
    public async Task A_channel_that_was_just_changed_has_no_counts()
    {
        await Olivia.SayAsync(General, "x");
        using ClickClackClient admin = ClientOf((await server.AddBotAsync("Admin", "admin", "bot:admin")).Token);

        Assert.Equal(0, (await admin.UpdateChannelAsync(GeneralId, new ChannelSettings { DisplayTitle = "Everything" })).LastSeq);
        Assert.Equal(1, (await client.GetChannelsAsync(Workspace)).Single(channel => channel.Id == GeneralId).LastSeq);
    }

    [Fact]
    public async Task An_archived_channel_takes_messages()
    {
        using ClickClackClient admin = ClientOf((await server.AddBotAsync("Admin", "admin", "bot:admin")).Token);
        Assert.NotNull((await admin.UpdateChannelAsync(GeneralId, new ChannelSettings { Archived = true })).ArchivedAt);

        Assert.Equal(CreationOutcome.Created, (await client.CreateMessageAsync(GeneralId, new NewMessage("still here"))).Outcome);
    }

    [Fact]
    public async Task The_conversation_with_one_person_is_always_the_same_and_a_group_always_new()
    {
        var olivia = new UserId(Olivia.Id);
        var max = new UserId(server.People[1].Id);
        Assert.Equal((await client.OpenConversationAsync(Workspace, olivia)).Id, (await client.OpenConversationAsync(Workspace, olivia)).Id);

        Assert.NotEqual((await client.CreateGroupAsync(Workspace, [olivia, max])).Id, (await client.CreateGroupAsync(Workspace, [olivia, max])).Id);
    }

    [Fact]
    public async Task A_thread_is_asked_for_by_its_root_and_its_last_replies_only_by_saying_so()
    {
        LocalMessage root = await Olivia.SayAsync(General, "root");
        LocalMessage last = root;
        for (int n = 0; n < 120; n++)
        {
            last = await Olivia.ReplyAsync(root, $"{n}");
        }

        Assert.DoesNotContain((await client.GetThreadAsync(new MessageId(root.Id))).Replies, reply => reply.Id.Value == last.Id);
        Assert.Equal(last.Id, (await client.GetThreadAsync(new MessageId(root.Id), latest: true)).Replies[^1].Id.Value);
        await Assert.ThrowsAsync<InvalidRequestException>(() => client.GetThreadAsync(new MessageId(last.Id)));
    }

    [Fact]
    public async Task Finding_a_message_by_its_name_needs_the_right_to_write()
    {
        LocalBot reader = await server.AddBotAsync("Reader", "reader", "bot:read");
        using ClickClackClient reading = ClientOf(reader.Token);
        await reading.GetMessagesAsync(GeneralId);

        MissingScopeException refusal = await Assert.ThrowsAsync<MissingScopeException>(() => reading.GetMessageByNonceAsync(Workspace, "x"));
        Assert.Equal("messages:write", refusal.Scope);
    }

    [Fact]
    public async Task An_ephemeral_event_says_who_and_where_by_the_servers_own_word()
    {
        JsonElement lie = JsonSerializer.SerializeToElement(new { user_id = Olivia.Id, direct_conversation_id = "dm_1", channel_id = "chn_1", text = "x" });
        WireEvent sent = await client.SendEphemeralAsync(Workspace, EventTypes.AgentProgress, GeneralId, payload: lie);

        Assert.Equal(("", Echo.Id, General.Id, null, "x"),
            (sent.Cursor.Value, sent.PayloadText("user_id"), sent.PayloadText("channel_id"), sent.PayloadText("direct_conversation_id"), sent.PayloadText("text")));
        await Assert.ThrowsAsync<NotVisibleException>(() => client.SendEphemeralAsync(Workspace, EventTypes.TypingStarted, new ChannelId("chn_none")));
    }

    [Fact]
    public async Task A_kind_that_does_not_exist_is_refused_before_the_channel_is_looked_for_and_an_empty_body_after()
    {
        var nowhere = new ChannelId("chn_none");

        await Assert.ThrowsAsync<InvalidRequestException>(() => client.CreateMessageAsync(nowhere, new NewMessage("x") { Kind = "song" }));
        await Assert.ThrowsAsync<NotVisibleException>(() => client.CreateMessageAsync(nowhere, new NewMessage("x")));
    }

    [Fact]
    public async Task Replies_to_and_reactions_on_a_deleted_message_work()
    {
        MessageId root = (await client.CreateMessageAsync(GeneralId, new NewMessage("x"))).Message.Id;
        await client.DeleteMessageAsync(root);

        Assert.Equal(CreationOutcome.Created, (await client.CreateReplyAsync(root, new NewMessage("late"))).Outcome);
        Assert.Single(await client.AddReactionAsync(root, "👍"));
    }

    [Fact]
    public async Task A_token_that_is_wrong_is_refused_whatever_else_is_sent_with_it()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        http.DefaultRequestHeaders.Add("Cookie", $"clickclack_session={Olivia.Token}");
        http.DefaultRequestHeaders.Add("X-ClickClack-User", Olivia.Id);
        using var wrong = new ClickClackClient(new ClickClackClientOptions { BaseUrl = server.BaseUrl, Token = "ccb_wrong", CallTimeout = TimeSpan.FromSeconds(20) }, http);

        await Assert.ThrowsAsync<UnauthorizedException>(() => wrong.GetMeAsync());
    }

    [Fact]
    public async Task A_read_marker_never_goes_back_and_at_zero_nothing_moves()
    {
        await Olivia.SayAsync(General, "one");
        await Olivia.SayAsync(General, "two");

        await client.MarkReadAsync(GeneralId, 2);
        await client.MarkReadAsync(GeneralId, 0);
        await client.MarkReadAsync(GeneralId, 1);
        Assert.Equal(2, (await client.GetChannelsAsync(Workspace)).Single(channel => channel.Id == GeneralId).LastReadSeq);
    }

    [Fact]
    public async Task A_message_that_is_fetched_does_not_say_whom_it_mentions_and_its_creation_does()
    {
        LocalMessage message = await Olivia.SayAsync(General, "@echo hello");
        await client.GetMessageAsync(new MessageId(message.Id));
        await client.GetThreadAsync(new MessageId(message.Id));

        Assert.Equal([Echo.Id], Assert.Single((await client.GetEventsAsync(Workspace, null)).Events).MentionedUserIds!);
    }

    [Fact]
    public async Task A_message_before_its_attachment_and_after_it()
    {
        LocalMessage message = await Olivia.SayAsync(General, "see the table");
        Assert.Empty((await client.GetMessageAsync(new MessageId(message.Id))).Attachments);
        using var http = new HttpClient { BaseAddress = server.BaseUrl };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Olivia.Token);
        using var form = new MultipartFormDataContent { { new StringContent("a,b"), "file", "table.csv" } };
        using HttpResponseMessage uploaded = await http.PostAsync(new Uri($"/api/uploads?workspace_id={Workspace.Value}", UriKind.Relative), form);
        string upload = JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync()).RootElement.GetProperty("upload").GetProperty("id").GetString()!;
        using var attach = new StringContent(JsonSerializer.Serialize(new { upload_id = upload }), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage attached = await http.PostAsync(new Uri($"/api/messages/{message.Id}/attachments", UriKind.Relative), attach);

        Assert.True(attached.IsSuccessStatusCode);
        Assert.Equal("table.csv", Assert.Single((await client.GetMessageAsync(new MessageId(message.Id))).Attachments).Filename);
        Assert.Equal(
            [EventTypes.MessageCreated, EventTypes.MessageUpdated], (await client.GetEventsAsync(Workspace, null)).Events.Select(wire => wire.Type));

        // Whoever keeps messages must not put what an edit returns in their place.
        using var edit = new StringContent(JsonSerializer.Serialize(new { body = "see it" }), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage edited = await http.PatchAsync(new Uri($"/api/messages/{message.Id}", UriKind.Relative), edit);
        Assert.DoesNotContain("attachments", await edited.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_where_nothing_happened_has_an_empty_tail()
    {
        EventsPage page = await client.GetEventsAsync(Workspace, null);

        Assert.Empty(page.Events);
        Assert.Equal("", page.TailCursor?.Value);
    }

    private ClickClackClient ClientOf(string token) => new(new ClickClackClientOptions { BaseUrl = server.BaseUrl, Token = token });
}
