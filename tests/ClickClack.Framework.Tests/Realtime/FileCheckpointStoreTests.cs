using System.Text.Json;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class FileCheckpointStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string FilePath => Path.Combine(directory.Path, "checkpoint.json");

    private FileCheckpointStore Store => new(directory.Path);

    private static WireEvent Event(string json) => JsonSerializer.Deserialize(json, WireJson.Default.WireEvent)!;

    [Fact]
    public void Rule09_what_is_saved_is_read_back()
    {
        WireEvent pending = Event("""
            {"id":"evt_1","cursor":"cur_1","type":"message.created","workspace_id":"wsp_1","channel_id":"chn_1","seq":7,
             "created_at":"2026-08-21T10:00:00.123456789Z","mentioned_user_ids":["usr_1"],
             "payload":{"message_id":"msg_1","author_id":"usr_2","count":3,"deep":{"x":[1,null,true]}}}
            """);
        Store.Save(new Checkpoint("cur_9", ["m:msg_2", "e:evt_3"], [pending]));

        Checkpoint read = Store.Load()!;

        Assert.Equal("cur_9", read.Cursor);
        Assert.Equal(["m:msg_2", "e:evt_3"], read.Done);
        WireEvent again = Assert.Single(read.Pending);
        Assert.Equal(("evt_1", "cur_1", "message.created", "chn_1", 7L), (again.Id, again.Cursor, again.Type, again.ChannelId, again.Seq));
        Assert.Equal(pending.CreatedAt, again.CreatedAt);
        Assert.Equal(["usr_1"], again.MentionedUserIds!);
        Assert.Equal("msg_1", again.PayloadText("message_id"));
        Assert.Equal("usr_2", again.PayloadText("author_id"));
    }

    [Fact]
    public void Rule09_the_start_of_the_log_is_a_place()
    {
        Store.Save(new Checkpoint("", [], []));

        Assert.Equal("", Store.Load()!.Cursor);
    }

    [Fact]
    public void Rule09_an_event_without_payload_can_be_saved()
    {
        Store.Save(new Checkpoint("cur_1", [], [Event("""{"id":"evt_1","cursor":"cur_1","type":"x"}""")]));

        Assert.Equal("evt_1", Assert.Single(Store.Load()!.Pending).Id);
    }

    [Fact]
    public void Without_a_file_there_is_no_checkpoint() => Assert.Null(Store.Load());

    [Fact]
    public void Rule09_only_the_owner_can_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are Unix's");
        Store.Save(new Checkpoint("cur_1", [], []));
        Store.Save(new Checkpoint("cur_2", [], []));

#pragma warning disable CA1416
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
#pragma warning restore CA1416
    }

    [Fact]
    public void Rule09_a_crash_while_writing_leaves_the_checkpoint_before()
    {
        Store.Save(new Checkpoint("cur_1", [], []));

        // What a crash leaves behind: the new file half written, not yet renamed.
        File.WriteAllText(FilePath + ".new", "{\"version\":1,\"cur");

        Assert.Equal("cur_1", Store.Load()!.Cursor);
        Store.Save(new Checkpoint("cur_2", [], []));
        Assert.Equal("cur_2", Store.Load()!.Cursor);
        Assert.Equal([FilePath], Directory.GetFiles(directory.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("{\"version\":1,\"cur")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"cursor\":\"c\",\"pending\":[null]}")]
    [InlineData("{\"version\":1,\"cursor\":\"c\",\"done\":[null]}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Rule09_a_corrupted_file_is_one_clear_line(string content)
    {
        File.WriteAllText(FilePath, content);

        string message = Assert.Throws<InvalidDataException>(() => Store.Load()).Message;

        Assert.StartsWith($"{FilePath} cannot be read; delete it to start from now", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Rule09_a_file_of_a_later_version_is_refused()
    {
        File.WriteAllText(FilePath, """{"version":2,"cursor":"cur_1","done":[],"pending":[]}""");

        string message = Assert.Throws<InvalidDataException>(() => Store.Load()).Message;

        Assert.Equal($"{FilePath} was written by another version of the framework (2); this one knows 1", message);
    }

    public void Dispose() => directory.Dispose();
}
