using System.Reflection;
using System.Text.Json;
using ClickClack.Dispatch;
using ClickClack.Protocol;
using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>The server's events and what observers see of them.</summary>
public sealed class EventMappingTests
{
    public static TheoryData<string> AllNames => [.. typeof(EventTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(name => (string)name.GetValue(null)!)];

    private static WireEvent Wire(string json) => JsonSerializer.Deserialize<WireEvent>(json)!;

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Every_event_of_the_server_has_a_type_that_says_so(string name)
    {
        ServerEvent? read = EventMapping.Read(Wire($$"""{"payload":{},"id":"evt_1","type":"{{name}}","created_at":"2026-01-01T00:00:00Z"}"""));

        Assert.NotNull(read);
        Assert.Contains(name, EventMapping.NamesOf(read.GetType()));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Who_did_it_is_the_same_in_what_the_server_sends_and_in_what_observers_see(string name)
    {
        var bot = new UserId("usr_bot");
        foreach (string key in (string[])["author_id", "user_id", "pinned_by", "bot_user_id", "new_owner_user_id"])
        {
            WireEvent wire = Wire($$"""{"payload":{"message_id":"msg_1","{{key}}":"usr_bot"},"id":"evt_1","type":"{{name}}"}""");
            Assert.Equal(EventMapping.IsOwn(wire, bot, new OwnMessages()), EventMapping.DoneBy(EventMapping.Read(wire)!) == bot);
        }
    }

    [Fact]
    public void Every_type_of_event_is_one_of_the_servers()
    {
        IEnumerable<Type> types = typeof(ServerEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(ServerEvent));

        Assert.DoesNotContain(types, type => EventMapping.NamesOf(type).Count == 0);
        Assert.Null(EventMapping.Read(Wire("""{"id":"evt_1","type":"something.newer","payload":{}}""")));
    }

    [Fact]
    public void Their_details_are_read()
    {
        Assert.Equal(
            new ReactionAdded(new MessageId("msg_1"), "🚀", new UserId("usr_1"), 4) { Id = new ServerEventId("evt_1"), ChannelId = new ChannelId("chn_1") },
            EventMapping.Read(Wire("""{"id":"evt_1","type":"reaction.added","channel_id":"chn_1","payload":{"message_id":"msg_1","emoji":"🚀","user_id":"usr_1","count":4}}""")));
        Assert.Equal(
            new MessageEdited(new MessageId("msg_1"), null) { ConversationId = new DirectConversationId("dm_1") },
            EventMapping.Read(Wire("""{"type":"message.updated","payload":{"message_id":"msg_1","root_message_id":"msg_1","direct_conversation_id":"dm_1"}}""")));
        Assert.Equal(
            new MessageEdited(new MessageId("msg_2"), new MessageId("msg_1")),
            EventMapping.Read(Wire("""{"type":"message.updated","payload":{"message_id":"msg_2","root_message_id":"msg_1"}}""")));
        Assert.Equal(
            new ChannelChanged(IsArchived: true) { ChannelId = new ChannelId("chn_1") },
            EventMapping.Read(Wire("""{"type":"channel.updated","channel_id":"chn_1","payload":{"channel_id":"chn_1","archived":true}}""")));
    }
}
