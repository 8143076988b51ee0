using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickClack.Framework.Tests.Targets;

/// <summary>The ids of every kind behave alike.</summary>
public sealed partial class TypedIdTests
{
    public static TheoryData<string, IIdProbe> Kinds => new()
    {
        { "botcmd_", new IdProbe<BotCommandId>() },
        { "chn_", new IdProbe<ChannelId>() },
        { "cur_", new IdProbe<EventCursor>() },
        { "dm_", new IdProbe<DirectConversationId>() },
        { "evt_", new IdProbe<ServerEventId>() },
        { "msg_", new IdProbe<MessageId>() },
        { "pin_", new IdProbe<PinId>() },
        { "top_", new IdProbe<TopicId>() },
        { "upl_", new IdProbe<UploadId>() },
        { "usr_", new IdProbe<UserId>() },
        { "wsp_", new IdProbe<WorkspaceId>() },
    };

    /// <summary>What is done with an id of any kind; each returns the id's text.</summary>
    public interface IIdProbe
    {
        Type Type { get; }

        string Prefix { get; }

        string Unset { get; }

        string Parse(string text);

        string ParseSpan(string text);

        string? TryParse(string? text);

        string? TryParseSpan(string text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_id_reads_back_as_it_was_written(string prefix, IIdProbe id)
    {
        string text = prefix + "01K3-a_b";

        Assert.Equal(prefix, id.Prefix);
        Assert.Equal("", id.Unset);
        Assert.All([id.Parse(text), id.ParseSpan(text), id.TryParse(text), id.TryParseSpan(text)], read => Assert.Equal(text, read));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_no_id_of_the_kind_is_refused(string prefix, IIdProbe id)
    {
        string[] wrong = ["", " ", prefix, "x", "new_1", $" {prefix}1", $"{prefix}1 ", prefix.ToUpperInvariant() + "1", prefix + "1/..", prefix + "\uD800",
            .. Kinds.Select(kind => kind.Data.Item1 + "1").Where(other => !other.StartsWith(prefix, StringComparison.Ordinal))];
        foreach (string text in wrong)
        {
            Assert.StartsWith($"invalid {id.Type.Name}: ", Assert.Throws<FormatException>(() => id.Parse(text)).Message, StringComparison.Ordinal);
            Assert.Throws<FormatException>(() => id.ParseSpan(text));
            Assert.Null(id.TryParse(text));
            Assert.Null(id.TryParseSpan(text));
        }

        Assert.Null(id.TryParse(null));
        Assert.Throws<ArgumentNullException>(() => id.Parse(null!));
    }

    [Fact]
    public void Every_id_of_the_library_is_tested_here() => Assert.Equal(
        typeof(UserId).Assembly.GetExportedTypes().Where(type => type.IsValueType && type.GetInterfaces().Any(one => one.Name == "ITypedId`1")).OrderBy(type => type.Name),
        Kinds.Select(kind => kind.Data.Item2.Type).OrderBy(type => type.Name));

    [Theory]
    [InlineData("msg_1", "invalid UserId: \"msg_1\" is the id of a message (MessageId); expected usr_…")]
    [InlineData("cur_1", "invalid UserId: \"cur_1\" is a place in the log of events (EventCursor); expected usr_…")]
    [InlineData("eph_1", "invalid UserId: \"eph_1\" is the id of an event (ServerEventId); expected usr_…")]
    [InlineData("ccb_01k3b7x9zq4m2v8n6p5r7t0w1y", "invalid UserId: \"ccb_…\" is the token of a bot; expected usr_…")]
    [InlineData("sst_1", "invalid UserId: \"sst_…\" is the token of a session; expected usr_…")]
    [InlineData("alice", "invalid UserId: \"alice\" is not the id of a user; expected usr_…")]
    [InlineData("", "invalid UserId: it is empty; expected usr_…")]
    [InlineData("usr_", "invalid UserId: \"usr_\" is only the prefix of an id")]
    [InlineData("usr_a\u202Eb", "invalid UserId: \"usr_a\\u202Eb\" is not an id: '\\u202E' cannot be part of one")]
    public void The_error_says_what_the_text_is_instead(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => UserId.Parse(text)).Message);

    [Fact]
    public void The_ids_of_events_that_are_not_kept_have_a_time_in_them()
    {
        Assert.Equal("eph_20261123031500.123456789", ServerEventId.Parse("eph_20261123031500.123456789").Value);
        Assert.False(ServerEventId.TryParse("evt_1.2", out _));
        Assert.False(ServerEventId.TryParse("eph_", out _));
    }

    [Fact]
    public void A_bot_keeps_ids_as_plain_texts()
    {
        var kept = new Kept(new UserId("usr_1"), null, [new MessageId("msg_1")], new() { [new ChannelId("chn_1")] = new UploadId("upl_1") });

        string json = JsonSerializer.Serialize(kept, KeptJson.Default.Kept);

        Assert.Equal("{\"User\":\"usr_1\",\"Topic\":null,\"Messages\":[\"msg_1\"],\"Files\":{\"chn_1\":\"upl_1\"}}", json);
        Kept read = JsonSerializer.Deserialize(json, KeptJson.Default.Kept)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, KeptJson.Default.Kept));
        Assert.Equal(kept.User, read.User);
    }

    [Fact]
    public void Null_is_no_id_and_a_number_is_an_error()
    {
        Assert.Equal(default, JsonSerializer.Deserialize("null", KeptJson.Default.UserId));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("1", KeptJson.Default.UserId));
    }

    internal sealed record Kept(UserId User, TopicId? Topic, List<MessageId> Messages, Dictionary<ChannelId, UploadId> Files);

    [JsonSerializable(typeof(Kept))]
    internal sealed partial class KeptJson : JsonSerializerContext;

    private sealed class IdProbe<TId> : IIdProbe
        where TId : struct, ITypedId<TId>
    {
        public Type Type => typeof(TId);

        public string Prefix => TId.Prefix;

        public string Unset => default(TId).ToString()!;

        public string Parse(string text) => Parsed<TId>(text).ToString()!;

        public string ParseSpan(string text) => TId.Parse(text.AsSpan(), null).Value;

        public string? TryParse(string? text) => TryParsed(text, out TId id) ? id.Value : Nothing(id);

        public string? TryParseSpan(string text) => TId.TryParse(text.AsSpan(), null, out TId id) ? id.Value : Nothing(id);

        public override string ToString() => typeof(TId).Name;

        private static T Parsed<T>(string text)
            where T : IParsable<T> => T.Parse(text, null);

        private static bool TryParsed<T>(string? text, out T? id)
            where T : IParsable<T> => T.TryParse(text, null, out id);

        private static string? Nothing(TId id)
        {
            Assert.Equal(default, id);
            return null;
        }
    }
}
