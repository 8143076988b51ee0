using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Client;

/// <summary>Messages, threads, direct conversations, reactions, pins and search.</summary>
public sealed class MessageTests : ClientTest
{
    private Task<CreatedMessage> CreateAsync(NewMessage message) => Client.CreateMessageAsync(General, message, Stop);

    [Fact]
    public async Task A_message_is_written_read_edited_and_deleted()
    {
        LocalMessage asked = await Owner.SayAsync(Server.Channels[0], "hi");
        CreatedMessage created = await CreateAsync(new NewMessage("  héllo 🦀\n") { Nonce = "n1", QuotedMessageId = new(asked.Id) });
        WireMessage read = await Client.GetMessageAsync(created.Message.Id, Stop);

        Assert.Equal(CreationOutcome.Created, created.Outcome);
        Assert.Equal(("héllo 🦀", "n1", asked.Id, Owner.Id, "hi", 2L), (read.Body, read.Nonce, read.QuotedMessageId?.Value, read.QuotedAuthorId?.Value, read.QuotedBodySnapshot, read.ChannelSeq));
        Assert.Equal(read.Id, (await Client.GetMessageByNonceAsync(Workspace, "n1", Stop)).Id);
        WireMessage edited = await Client.EditMessageAsync(read.Id, "other", Stop);
        Assert.Equal("other", edited.Body);
        Assert.NotNull(edited.EditedAt);
        Assert.NotNull((await Client.DeleteMessageAsync(read.Id, Stop)).DeletedAt);
        Assert.NotNull((await Client.DeleteMessageAsync(read.Id, Stop)).DeletedAt);
        Assert.Equal("", (await Client.GetMessageAsync(read.Id, Stop)).Body);
    }

    [Fact]
    public async Task What_cannot_be_done_says_why()
    {
        MessageId mine = await PostAsync();
        MessageId theirs = new((await Owner.SayAsync(Server.Channels[0], "hi")).Id);
        MessageId elsewhere = await PostAsync(channel: Random);
        MessageId reply = (await Client.CreateReplyAsync(mine, new NewMessage("r"), Stop)).Message.Id;

        await Assert.ThrowsAsync<InvalidRequestException>(() => CreateAsync(new NewMessage("  ")));
        await Assert.ThrowsAsync<InvalidRequestException>(() => CreateAsync(new NewMessage("x") { Nonce = new string('n', 129) }));
        await Assert.ThrowsAsync<InvalidRequestException>(() => CreateAsync(new NewMessage("x") { Kind = "shout" }));
        await Assert.ThrowsAsync<InvalidRequestException>(() => CreateAsync(new NewMessage("x") { TurnId = "t" }));
        await Assert.ThrowsAsync<NotVisibleException>(() => CreateAsync(new NewMessage("x") { TopicId = new("top_none") }));
        await Assert.ThrowsAsync<QuoteRefusedException>(() => CreateAsync(new NewMessage("x") { QuotedMessageId = elsewhere }));
        await Assert.ThrowsAsync<QuoteRefusedException>(() => CreateAsync(new NewMessage("x") { QuotedMessageId = reply }));
        await Assert.ThrowsAsync<TooLargeException>(() => CreateAsync(new NewMessage(new string('x', 1024 * 1024))));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.CreateMessageAsync(new ChannelId("chn_none"), new NewMessage("x"), Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.GetMessageAsync(new MessageId("msg_none"), Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.GetMessageByNonceAsync(Workspace, "none", Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.EditMessageAsync(theirs, "x", Stop));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Client.DeleteMessageAsync(theirs, Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.GetThreadAsync(reply, cancellationToken: Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.CreateReplyAsync(reply, new NewMessage("x"), Stop));
        await Client.DeleteMessageAsync(mine, Stop);
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.EditMessageAsync(mine, "x", Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.PinAsync(General, mine, Stop));
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("thread")]
    [InlineData("direct")]
    public async Task A_message_whose_answer_is_lost_is_there_once(string place)
    {
        MessageId root = await PostAsync("root");
        DirectConversationId direct = new((await Owner.OpenConversationAsync(Bot.Id)).Id);
        Server.Faults.LoseResponses(count: 3, method: "POST");

        CreatedMessage created = place switch
        {
            "channel" => await CreateAsync(new NewMessage("x")),
            "thread" => await Client.CreateReplyAsync(root, new NewMessage("x"), Stop),
            _ => await Client.CreateMessageAsync(direct, new NewMessage("x"), Stop),
        };

        Assert.Equal(CreationOutcome.Repeated, created.Outcome);
        IReadOnlyList<WireMessage> there = place switch
        {
            "channel" => (await Client.GetMessagesAsync(General, cancellationToken: Stop)).Messages,
            "thread" => (await Client.GetThreadAsync(root, cancellationToken: Stop)).Replies,
            _ => (await Client.GetMessagesAsync(direct, cancellationToken: Stop)).Messages,
        };
        Assert.Equal(created.Message.Id, Assert.Single(there, message => message.Body == "x").Id);
    }

    [Fact]
    public async Task A_blank_nonce_is_none_and_the_message_is_there_once_all_the_same()
    {
        Server.Faults.LoseResponses(count: 1, method: "POST");

        Assert.Equal(CreationOutcome.Repeated, (await CreateAsync(new NewMessage("x") { Nonce = " " })).Outcome);
        Assert.Single((await Client.GetMessagesAsync(General, cancellationToken: Stop)).Messages);
    }

    [Fact]
    public async Task A_nonce_used_for_something_else_shows_what()
    {
        CreatedMessage first = await CreateAsync(new NewMessage("one") { Nonce = "n" });

        Assert.Equal(CreationOutcome.Repeated, (await CreateAsync(new NewMessage("one") { Nonce = "n" })).Outcome);
        CreatedMessage other = await CreateAsync(new NewMessage("two") { Nonce = "n" });
        Assert.Equal((CreationOutcome.Different, first.Message.Id, "one"), (other.Outcome, other.Message.Id, other.Message.Body));
        await Client.EditMessageAsync(first.Message.Id, "edited", Stop);
        Assert.Equal((CreationOutcome.Different, "edited"), (await CreateAsync(new NewMessage("one") { Nonce = "n" })) switch { var c => (c.Outcome, c.Message.Body) });
        await Client.DeleteMessageAsync(first.Message.Id, Stop);
        Assert.NotNull((await CreateAsync(new NewMessage("one") { Nonce = "n" })).Message.DeletedAt);
        Assert.Single((await Client.GetMessagesAsync(General, cancellationToken: Stop)).Messages);
    }

    [Fact]
    public async Task A_conflict_that_may_not_be_looked_up_is_still_a_conflict()
    {
        ClickClackClient narrow = await ClientWithAsync("messages:write");
        await narrow.CreateMessageAsync(General, new NewMessage("one") { Nonce = "n" }, Stop);

        await Assert.ThrowsAsync<NonceConflictException>(() => narrow.CreateMessageAsync(General, new NewMessage("two") { Nonce = "n" }, Stop));
    }

    [Fact]
    public async Task An_activity_row_is_a_message_of_its_kind()
    {
        ClickClackClient agent = await ClientWithAsync("bot:write", "agent_activity:write");
        foreach (string kind in (string[])[MessageKinds.AgentTool, MessageKinds.AgentCommentary])
        {
            var row = new NewMessage("ran tests") { Kind = kind, TurnId = "turn-1", Nonce = kind };
            WireMessage written = (await agent.CreateMessageAsync(General, row, Stop)).Message;

            Assert.Equal((kind, "turn-1"), (written.Kind, written.TurnId));
            Assert.Equal(CreationOutcome.Repeated, (await agent.CreateMessageAsync(General, row, Stop)).Outcome);
            Assert.Equal(CreationOutcome.Different, (await agent.CreateMessageAsync(General, row with { TurnId = "turn-2" }, Stop)).Outcome);
        }

        LocalConversation direct = await Owner.OpenConversationAsync((await agent.GetMeAsync(Stop)).Id.Value);
        Assert.Equal(MessageKinds.AgentTool, (await agent.CreateMessageAsync(
            new DirectConversationId(direct.Id), new NewMessage("x") { Kind = MessageKinds.AgentTool }, Stop)).Message.Kind);
    }

    [Fact]
    public async Task A_page_shows_the_part_that_was_asked_for()
    {
        for (int i = 1; i <= 12; i++)
        {
            await PostAsync($"m{i}");
        }

        await ShowsAsync(PageWindow.Latest, 5, [8, 9, 10, 11, 12], older: true, newer: false);
        await ShowsAsync(PageWindow.After(0), 3, [1, 2, 3], older: false, newer: true);
        await ShowsAsync(PageWindow.After(10), 3, [11, 12], older: true, newer: false);
        await ShowsAsync(PageWindow.Before(4), 2, [2, 3], older: true, newer: true);
        await ShowsAsync(PageWindow.Around(6), 4, [5, 6, 7, 8], older: true, newer: true);
        await ShowsAsync(PageWindow.After(12), 3, [], older: false, newer: false);
        await ShowsAsync(PageWindow.Latest, 201, [.. Enumerable.Range(1, 12)], older: false, newer: false);
        await ShowsAsync(PageWindow.Latest, 0, [.. Enumerable.Range(1, 12)], older: false, newer: false);
        Assert.Throws<ArgumentOutOfRangeException>(() => PageWindow.After(-1));

        async Task ShowsAsync(PageWindow window, int limit, int[] numbers, bool older, bool newer)
        {
            MessagePage page = await Client.GetMessagesAsync(General, window, limit, cancellationToken: Stop);
            Assert.Equal(numbers.Select(number => (long?)number), page.Messages.Select(message => message.ChannelSeq));
            Assert.Equal((numbers.FirstOrDefault(), numbers.LastOrDefault(), older, newer), ((int)page.OldestSeq, (int)page.NewestSeq, page.HasOlder, page.HasNewer));
        }
    }

    [Fact]
    public async Task A_long_thread_shows_its_beginning_and_its_end()
    {
        LocalMessage root = await Owner.SayAsync(Server.Channels[0], "root");
        for (int i = 1; i <= 230; i++)
        {
            await Owner.ReplyAsync(root, $"r{i}");
        }

        ThreadPage first = await Client.GetThreadAsync(new(root.Id), limit: 200, cancellationToken: Stop);
        ThreadPage last = await Client.GetThreadAsync(new(root.Id), latest: true, limit: 200, cancellationToken: Stop);

        Assert.Equal((200, 1L, 200L), (first.Replies.Count, first.Replies[0].ThreadSeq, first.Replies[^1].ThreadSeq));
        Assert.Equal((200, 31L, 230L), (last.Replies.Count, last.Replies[0].ThreadSeq, last.Replies[^1].ThreadSeq));
        Assert.Equal((230L, root.Id), (last.ThreadState.ReplyCount, last.Root.Id.Value));
        Assert.Equal(100, (await Client.GetThreadAsync(new(root.Id), limit: 201, cancellationToken: Stop)).Replies.Count);
        Assert.True(first.Replies[0].IsReply);
    }

    [Fact]
    public async Task Conversations_are_found_and_groups_made()
    {
        WireConversation one = await Client.OpenConversationAsync(Workspace, new UserId(Owner.Id), Stop);

        Assert.Equal(one.Id, (await Client.OpenConversationAsync(Workspace, new UserId(Owner.Id), Stop)).Id);
        Assert.Equal(new[] { Bot.Id, Owner.Id }.Order(), one.Members.Select(member => member.Id.Value).Order());
        WireMessage said = (await Client.CreateMessageAsync(one.Id, new NewMessage("psst"), Stop)).Message;
        Assert.Equal(one.Id, said.DirectConversationId);
        Assert.Equal(said.Id, Assert.Single((await Client.GetMessagesAsync(one.Id, PageWindow.Before(2), cancellationToken: Stop)).Messages).Id);
        Assert.Equal(1, (await Client.MarkReadAsync(one.Id, 5, Stop)).LastReadSeq);
        Assert.True((await Client.GetConversationAsync(one.Id, Stop)).CanSend);
        Assert.Contains(await Client.GetConversationsAsync(Workspace, Stop), conversation => conversation.Id == one.Id);
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.GetConversationAsync(new("dm_none"), Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => ClientOf(OtherBot.Token).GetConversationAsync(one.Id, Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.OpenConversationAsync(Workspace, new UserId("usr_none"), Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.OpenConversationAsync(Workspace, new UserId(Bot.Id), Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateGroupAsync(Workspace, [new(Owner.Id), new(Owner.Id)], Stop));

        UserId[] people = new UserId[32];
        for (int i = 0; i < people.Length; i++)
        {
            people[i] = new((await Server.AddPersonAsync($"P{i}")).Id);
        }

        WireConversation group = await Client.CreateGroupAsync(Workspace, people[..31], Stop);
        Assert.Equal(32, group.Members.Count);
        Assert.NotEqual(group.Id, (await Client.CreateGroupAsync(Workspace, people[..31], Stop)).Id);
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.CreateGroupAsync(Workspace, people, Stop));
    }

    [Theory]
    [InlineData("👍")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("a/b")]
    [InlineData("..%2F..")]
    [InlineData("?x=#y")]
    [InlineData("+1 &")]
    public async Task Any_reaction_is_given_and_taken_back(string emoji)
    {
        MessageId message = await PostAsync();

        Assert.Equal((emoji, 1L, true), Assert.Single(await Client.AddReactionAsync(message, emoji, Stop)) switch { var r => (r.Emoji, r.Count, r.ReactedByMe) });
        Assert.Single(await Client.AddReactionAsync(message, emoji, Stop));
        Assert.Equal(2, Assert.Single(await ClientOf(OtherBot.Token).AddReactionAsync(message, emoji, Stop)).Count);
        Assert.Equal(1, Assert.Single(await Client.RemoveReactionAsync(message, emoji, Stop)).Count);
        Assert.Equal(1, Assert.Single(await Client.RemoveReactionAsync(message, emoji, Stop)).Count);
    }

    [Fact]
    public async Task A_pin_is_set_once_and_taken_away_once_even_if_an_answer_is_lost()
    {
        MessageId message = await PostAsync();

        Assert.Equal(message, (await Client.PinAsync(General, message, Stop)).MessageId);
        await Assert.ThrowsAsync<ConflictException>(() => Client.PinAsync(General, message, Stop));
        Assert.Equal(message, Assert.Single(await Client.GetPinsAsync(General, cancellationToken: Stop)).Id);
        Server.Faults.LoseResponses(method: "DELETE");
        await Client.UnpinAsync(General, message, Stop);
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.UnpinAsync(General, message, Stop));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.PinAsync(Random, message, Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.PinAsync(General, new MessageId("msg_none"), Stop));
        for (int i = 0; i < 100; i++)
        {
            await Client.PinAsync(General, new((await Owner.SayAsync(Server.Channels[0], $"m{i}")).Id), Stop);
        }

        await Assert.ThrowsAsync<QuotaExceededException>(() => Client.PinAsync(General, message, Stop));
        Assert.Equal(100, (await Client.GetPinsAsync(General, cancellationToken: Stop)).Count);
        Assert.Equal(7, (await Client.GetPinsAsync(General, 7, Stop)).Count);
    }

    [Fact]
    public async Task A_search_goes_over_pages_and_its_highlights_are_ranges()
    {
        for (int i = 0; i < 205; i++)
        {
            await Owner.SayAsync(Server.Channels[i % 2], $"🦀🦀 needle number{i}");
        }

        LocalConversation direct = await Owner.OpenConversationAsync(Bot.Id);
        await Owner.SayAsync(direct, "secret needle");

        Assert.Equal(205, (await SearchAsync("needle")).Count);
        Assert.Equal(3, Wire.Count("GET /api/search?"));
        Assert.Equal(103, (await SearchAsync("needle", new SearchScope { Channel = General, NewestFirst = true })).Count);
        Assert.Equal("secret needle", Assert.Single(await SearchAsync("needle", new SearchScope { Conversation = new(direct.Id) })).Snippet);
        Assert.Empty(await SearchAsync(""));
        WireSearchHit hit = Assert.Single(await SearchAsync("needle number17"));
        Assert.Equal(["needle", "number17"], hit.HighlightRanges().Select(range => hit.Snippet[range]).Order());
        await Assert.ThrowsAsync<InvalidRequestException>(() => SearchAsync(new string('x', 501)));
        await Assert.ThrowsAsync<NotVisibleException>(() => SearchAsync("x", new SearchScope { Channel = new("chn_none") }));
        await Assert.ThrowsAsync<InvalidRequestException>(() => SearchAsync("x", new SearchScope { Channel = General, Conversation = new(direct.Id) }));
    }

    [Theory]
    [InlineData("a🦀b", 1, 2, "🦀")]
    [InlineData("a🦀b", 2, 3, "b")]
    [InlineData("a🦀b", 0, 99, "a🦀b")]
    [InlineData("a🦀b", -5, 1, "a")]
    [InlineData("a🦀b", 3, 9, null)]
    [InlineData("a🦀b", 2, 1, null)]
    [InlineData("", 0, 1, null)]
    [InlineData("a🦀b", int.MinValue, int.MaxValue, "a🦀b")]
    public void A_highlight_is_a_safe_range(string snippet, int start, int end, string? part)
    {
        var hit = new WireSearchHit { Snippet = snippet, Highlights = [new WireHighlight { Start = start, End = end }] };

        Assert.Equal(part, hit.HighlightRanges() is [var range] ? snippet[range] : null);
    }

    [Fact]
    public async Task A_blocked_bot_is_told_so_and_still_reads()
    {
        MessageId message = await PostAsync();
        await AskAsync(Owner.Token, HttpMethod.Patch, $"/api/workspaces/{Workspace}/moderation/members/{Bot.Id}", new { blocked = true });

        ModeratedException error = await Assert.ThrowsAsync<ModeratedException>(() => CreateAsync(new NewMessage("x")));
        Assert.Contains("moderation restriction", error.ServerText, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModeratedException>(() => Client.AddReactionAsync(message, "x", Stop));
        Assert.Equal(message, (await Client.GetMessageAsync(message, Stop)).Id);
    }

    private async Task<List<WireSearchHit>> SearchAsync(string query, SearchScope? scope = null)
    {
        var hits = new List<WireSearchHit>();
        await foreach (WireSearchHit hit in Client.SearchAsync(Workspace, query, scope, Stop))
        {
            hits.Add(hit);
        }

        return hits;
    }
}
