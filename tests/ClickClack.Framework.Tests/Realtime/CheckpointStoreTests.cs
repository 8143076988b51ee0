using System.Text.Json;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.State;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string FilePath => Path.Combine(directory.Path, "checkpoint.jsonl");

    private readonly FileState state;

    public CheckpointStoreTests() => state = new FileState(directory.Path);

    private readonly LogLines log = new();

    private CheckpointStore Store => new(state, new StorageHealth(log));

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
        Assert.Equal(("evt_1", "cur_1", "message.created", "chn_1", 7L), (again.Id.Value, again.Cursor.Value, again.Type, again.ChannelId, again.Seq));
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

        Assert.Equal("evt_1", Assert.Single(Store.Load()!.Pending).Id.Value);
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
        Assert.Equal(["checkpoint.jsonl"], Directory.GetFiles(directory.Path).Select(Path.GetFileName).Order());
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
        File.WriteAllText(FilePath, """{"version":4,"cursor":"cur_1","done":[],"pending":[]}""");

        string message = Assert.Throws<InvalidDataException>(() => Store.Load()).Message;

        Assert.Equal($"{FilePath} was written by another version of the framework (4); this one knows 3", message);
    }

    [Fact]
    public void Rule09_changes_are_lines_that_are_read_back_as_one()
    {
        var since = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        WireEvent first = Event("""{"id":"evt_1","cursor":"cur_1","type":"message.created","payload":{"message_id":"msg_1"}}""");
        WireEvent second = Event("""{"id":"evt_2","cursor":"cur_2","type":"message.created","payload":{"message_id":"msg_2"}}""");
        CheckpointStore store = Store;
        store.Save(new Checkpoint("cur_1", ["m:msg_5"], [first], new SavedRoots(since, new Dictionary<string, long> { ["chn_1"] = 7 })));
        store.Save(new CheckpointChange("cur_2", ["m:msg_6"], [second], new Dictionary<string, long> { ["chn_2"] = 1 }));
        store.Save(new CheckpointChange("cur_3", ["m:msg_1"], [], new Dictionary<string, long> { ["chn_1"] = 8 }));

        Checkpoint read = Store.Load()!;

        Assert.Equal(3, File.ReadAllLines(FilePath).Length);
        Assert.Equal("cur_3", read.Cursor);
        Assert.Equal(["m:msg_1", "m:msg_5", "m:msg_6"], read.Done.Order());
        Assert.Equal("evt_2", Assert.Single(read.Pending).Id.Value);
        Assert.Equal([("chn_1", 8L), ("chn_2", 1L)], read.Roots!.Sequences.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public void Rule09_a_change_that_a_crash_cut_off_at_any_byte_did_not_happen()
    {
        CheckpointStore store = Store;
        store.Save(new Checkpoint("cur_1", [], []));
        int whole = (int)new FileInfo(FilePath).Length;
        store.Save(new CheckpointChange("cur_2", ["m:msg_1"], [], new Dictionary<string, long>()));
        byte[] content = File.ReadAllBytes(FilePath);
        for (int length = whole; length < content.Length; length++)
        {
            File.WriteAllBytes(FilePath, content[..length]);

            // Without its end the line is whole all the same.
            Assert.Equal(length == content.Length - 1 ? "cur_2" : "cur_1", Store.Load()!.Cursor);
        }
    }

    [Fact]
    public void Rule09_of_a_file_with_a_damaged_line_the_checkpoint_before_it_holds()
    {
        CheckpointStore store = Store;
        store.Save(new Checkpoint("cur_1", [], []));
        for (int number = 2; number <= 4; number++)
        {
            store.Save(new CheckpointChange($"cur_{number}", [], [], new Dictionary<string, long>()));
        }

        string[] lines = File.ReadAllLines(FilePath);
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace("cur_3", "cur_8", StringComparison.Ordinal));

        CheckpointStore again = Store;
        Assert.Equal("cur_2", again.Load()!.Cursor);
        again.Save(new CheckpointChange("cur_5", [], [], new Dictionary<string, long>()));
        Assert.Equal("cur_5", Store.Load()!.Cursor);
        Assert.Equal([lines[2].Replace("cur_3", "cur_8", StringComparison.Ordinal), lines[3]], File.ReadAllLines(FilePath + ".damaged"));
        Assert.Equal(1, log.Count($"damaged lines of {FilePath}: 2, set aside in {FilePath}.damaged"));
    }

    [Fact]
    public void Rule09_the_file_of_an_earlier_version_is_read_and_replaced()
    {
        string former = Path.Combine(directory.Path, "checkpoint.json");
        File.WriteAllText(former, """{"version":2,"cursor":"cur_1","done":["m:x"],"pending":[]}""");
        CheckpointStore store = Store;

        Checkpoint read = store.Load()!;
        store.Save(read with { Cursor = "cur_2" });

        Assert.Equal(("cur_1", "m:x"), (read.Cursor, Assert.Single(read.Done)));
        Assert.False(File.Exists(former));
        Assert.Equal("cur_2", Store.Load()!.Cursor);
    }

    [Fact]
    public void Rule10_how_far_each_conversation_has_come_is_read_back()
    {
        var since = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        Store.Save(new Checkpoint("cur_1", [], [], new SavedRoots(since, new Dictionary<string, long> { ["chn_General"] = 7, ["dm_1"] = 0 })));

        SavedRoots read = Store.Load()!.Roots!;

        Assert.Equal(since, read.Since);
        Assert.Equal([("chn_General", 7L), ("dm_1", 0L)], read.Sequences.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public void Rule10_a_file_of_the_first_version_is_read_and_knows_no_numbers()
    {
        File.WriteAllText(FilePath, """{"version":1,"cursor":"cur_1","done":["m:x"],"pending":[]}""");

        Checkpoint read = Store.Load()!;

        Assert.Equal(("cur_1", "m:x"), (read.Cursor, Assert.Single(read.Done)));
        Assert.Null(read.Roots);
    }

    public void Dispose()
    {
        state.Dispose();
        directory.Dispose();
    }
}
