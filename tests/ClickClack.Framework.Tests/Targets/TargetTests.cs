namespace ClickClack.Framework.Tests.Targets;

public sealed class TargetTests
{
    private static TTarget Parse<TTarget>(string text)
        where TTarget : Target => Assert.IsType<TTarget>(Target.Parse(text));

    [Theory]
    [InlineData("general", "general")]
    [InlineData("  general  ", "general")]
    [InlineData("channel:general", "general")]
    [InlineData("channel: general ", "general")]
    [InlineData("Channel:general", "general")]
    [InlineData("CHANNEL : general", "general")]
    [InlineData("clickclack:general", "general")]
    [InlineData("clickclack:Channel:general", "general")]
    [InlineData("CC:Channel:general", "general")]
    [InlineData(" cc: channel: general ", "general")]
    [InlineData("\u00A0channel\t:\u2003general\n", "general")]
    [InlineData("clickclack : general", "general")]
    [InlineData("a-1-b", "a-1-b")]
    [InlineData("dm", "dm")]
    [InlineData("cc", "cc")]
    public void A_channel_is_named_with_or_without_its_kind(string text, string name) =>
        Assert.Equal(name, Parse<Target.ChannelByName>(text).Name);

    [Theory]
    [InlineData("channel:chn_01k3")]
    [InlineData("chn_01k3")]
    public void A_channel_id_needs_no_look_up(string text) => Assert.Equal(new ChannelId("chn_01k3"), Parse<Target.Channel>(text).Id);

    [Theory]
    [InlineData("dm:usr_1")]
    [InlineData("CC:DM:usr_1")]
    public void A_person_is_named_by_user_id(string text) => Assert.Equal(new UserId("usr_1"), Parse<Target.User>(text).Id);

    [Theory]
    [InlineData("dm:@alice", "alice")]
    [InlineData("dm: @Alice ", "alice")]
    [InlineData("dm:@a_b-c", "a_b-c")]
    public void A_person_is_named_by_handle(string text, string handle) => Assert.Equal(handle, Parse<Target.UserByHandle>(text).Handle);

    [Fact]
    public void A_conversation_is_named_by_its_own_id() =>
        Assert.Equal(new DirectConversationId("dm_01k3"), Parse<Target.Conversation>("dm:dm_01k3").Id);

    [Theory]
    [InlineData("thread:msg_1")]
    [InlineData("clickclack:Thread:msg_1")]
    public void A_thread_is_named_by_its_root(string text) => Assert.Equal(new MessageId("msg_1"), Parse<Target.Thread>(text).Root);

    [Theory]
    [InlineData("channel:general")]
    [InlineData("channel:chn_01k3")]
    [InlineData("dm:usr_1")]
    [InlineData("dm:@alice")]
    [InlineData("dm:dm_1")]
    [InlineData("thread:msg_1")]
    public void The_canonical_form_reads_back_as_the_same_target(string text)
    {
        Target target = Target.Parse(text);

        Assert.Equal(text, target.ToString());
        Assert.Equal(target, Target.Parse(target.ToString()));
    }

    [Theory]
    [InlineData(null, 1, "a target must not be empty; expected channel:<name>, dm:@<handle>, dm:<usr_ id> or thread:<msg_ id>")]
    [InlineData("", 1, "must not be empty")]
    [InlineData("   ", 1, "must not be empty")]
    [InlineData("clickclack:", 12, "the channel is missing; expected channel:<name> or channel:<chn_ id>")]
    [InlineData("cc:  ", 6, "the channel is missing")]
    [InlineData("channel:", 9, "the channel is missing")]
    [InlineData("dm:", 4, "the person or conversation is missing; expected dm:@<handle>, dm:<usr_ id> or dm:<dm_ id>")]
    [InlineData("thread:", 8, "the root message is missing; expected thread:<msg_ id>")]
    [InlineData("foo:", 1, "unknown kind \"foo\"; expected channel:<name>")]
    [InlineData(":", 1, "the kind before the ':' is missing; expected channel:<name>")]
    [InlineData(":x", 1, "the kind before the ':' is missing; write \"channel:x\"")]
    [InlineData("clickclack:cc:general", 12, "one prefix is enough: leave out \"cc:\"")]
    [InlineData("user:usr_1", 1, "unknown kind \"user\"; write \"dm:usr_1\"")]
    [InlineData("user:@alice", 1, "unknown kind \"user\"; write \"dm:@alice\"")]
    [InlineData("message:msg_1", 1, "unknown kind \"message\"; write \"thread:msg_1\"")]
    [InlineData("room:chn_1", 1, "unknown kind \"room\"; write \"channel:chn_1\"")]
    [InlineData("group:x", 1, "use Target.Group(users)")]
    [InlineData("https://h/x", 1, "unknown kind \"https\"; expected")]
    [InlineData("channel:a:b", 9, "\"a:b\" is not a channel name: names are lower-case letters and digits with single dashes between")]
    [InlineData("clickclack:channel:a:b", 20, "\"a:b\" is not a channel name")]
    [InlineData("channel:General", 9, "\"General\" is not a channel name: names are lower-case letters and digits with single dashes between; write \"general\"")]
    [InlineData("clickclack:Channel:General", 20, "write \"general\"")]
    [InlineData("CC:Channel:General", 12, "write \"general\"")]
    [InlineData("channel:-a", 9, "write \"a\"")]
    [InlineData("channel:a-", 9, "write \"a\"")]
    [InlineData("channel:a--b", 9, "write \"a-b\"")]
    [InlineData("Release Notes!", 1, "write \"release-notes\"")]
    [InlineData("channel:...", 9, "\"...\" is not a channel name: names are lower-case letters and digits with single dashes between")]
    [InlineData("channel:größe", 9, "\"größe\" is not a channel name: names are")]
    [InlineData("#general", 1, "write \"general\" without the '#'")]
    [InlineData("channel:#General", 9, "write \"general\" without the '#'")]
    [InlineData("#", 1, "\"#\" is not a channel name")]
    [InlineData("@alice", 1, "\"@alice\" is a person; write \"dm:@alice\"")]
    [InlineData("channel:@alice", 9, "write \"dm:@alice\"")]
    [InlineData("@", 1, "\"@\" is a person")]
    [InlineData("usr_1", 1, "\"usr_1\" is not a channel; write \"dm:usr_1\"")]
    [InlineData("dm_1", 1, "write \"dm:dm_1\"")]
    [InlineData("msg_1", 1, "write \"thread:msg_1\"")]
    [InlineData("wsp_1", 1, "\"wsp_1\" is not a channel but the id of a workspace")]
    [InlineData("dm:alice", 4, "write \"dm:@alice\" for a handle")]
    [InlineData("dm:Alice", 4, "write \"dm:@Alice\" for a handle")]
    [InlineData("dm:chn_1", 4, "\"chn_1\" is neither a person nor a conversation; write \"channel:chn_1\"")]
    [InlineData("dm:msg_1", 4, "write \"thread:msg_1\"")]
    [InlineData("dm:upl_1", 4, "\"upl_1\" is neither a person nor a conversation but the id of an upload")]
    [InlineData("dm:a b", 4, "\"a b\" is neither a user id (usr_…), a handle (@…) nor a conversation id (dm_…)")]
    [InlineData("dm:@a", 4, "is not a handle")]
    [InlineData("dm:@_a", 4, "is not a handle")]
    [InlineData("dm:@\u212Aelvin", 4, "is not a handle")]
    [InlineData("dm:@abcdefghijabcdefghijabcdefghijabc", 4, "is not a handle")]
    [InlineData("dm:usr_", 4, "only the prefix of an id")]
    [InlineData("thread:msg_", 8, "only the prefix of an id")]
    [InlineData("thread:usr_1", 8, "\"usr_1\" is not a message id (msg_…); write \"dm:usr_1\"")]
    [InlineData("thread:chn_1", 8, "write \"channel:chn_1\"")]
    [InlineData("thread:general", 8, "\"general\" is not a message id (msg_…)")]
    [InlineData("dm:usr_1/../x", 4, "'/' cannot be part of one")]
    [InlineData("channel:chn_1?x", 9, "'?' cannot be part of one")]
    public void What_is_no_target_is_refused_with_the_place_and_the_reason(string? text, int character, string reason)
    {
        Assert.False(Target.TryParse(text, out Target? target, out string? error));
        Assert.Null(target);
        Assert.StartsWith($"invalid target \"{text}\" at character {character}: ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("general\u202E", 1, "\"general\\u202E\"")]
    [InlineData("dm:@a\0b", 4, "\"@a\\u0000b\"")]
    [InlineData("gen\ner\u001Bal", 1, "\"gen\\u000Aer\\u001Bal\"")]
    [InlineData("\uFEFFgeneral", 1, "\"\\uFEFFgeneral\"")]
    public void An_error_shows_what_cannot_be_seen(string text, int character, string shown)
    {
        Assert.False(Target.TryParse(text, out _, out string? error));
        Assert.Contains($" at character {character}: ", error, StringComparison.Ordinal);
        Assert.Contains(shown, error, StringComparison.Ordinal);
        Assert.DoesNotContain(error, char.IsControl);
    }

    [Fact]
    public void Parse_throws_with_the_same_text()
    {
        Assert.False(Target.TryParse("#general", out _, out string? error));

        Assert.Equal(error, Assert.Throws<FormatException>(() => Target.Parse("#general")).Message);
    }

    [Fact]
    public void A_target_parses_wherever_a_parsable_type_is_expected()
    {
        Assert.Equal(new Target.ChannelByName("ops"), ParseAs<Target>("ops"));
        Assert.False(TryParseAs("#ops", out Target? _));

        static T ParseAs<T>(string text)
            where T : IParsable<T> => T.Parse(text, null);
        static bool TryParseAs<T>(string text, out T? value)
            where T : IParsable<T> => T.TryParse(text, null, out value);
    }
}
