using System.Globalization;
using System.Text.Json;
using ClickClack.Framework.Tests.Time;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class EventProgressTests
{
    private readonly ManualTime time = new();
    private readonly EventProgress progress;

    public EventProgressTests()
    {
        progress = new EventProgress(TimeSpan.FromSeconds(30), maxPending: 3, time);
        progress.BeginAt("cur_0000");
    }

    /// <summary>The event that number so-and-so made, now or some seconds ago.</summary>
    private WireEvent Event(int number, double ago = 0) => new()
    {
        Id = new ServerEventId($"evt_{number:D4}"),
        Cursor = new EventCursor($"cur_{number:D4}"),
        Type = "message.created",
        CreatedAt = time.GetUtcNow() - TimeSpan.FromSeconds(ago),
        Details = EventPayload.Of(("message_id", $"msg_{number.ToString(CultureInfo.InvariantCulture)}")),
    };

    private EventEntry Admit(int number, double ago = 0)
    {
        Assert.True(progress.TryAdmit(Event(number, ago), out EventEntry? entry));
        return entry;
    }

    private void Done(int number, double ago = 0) => progress.Complete(Admit(number, ago));

    private void Later(double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Rule09_the_place_passes_what_is_done_and_older_than_the_reorder_window()
    {
        Done(1);
        Done(2);
        Later(31);
        Done(3);

        Checkpoint saved = progress.TakeCheckpoint()!;

        Assert.Equal("cur_0002", saved.Cursor);
        Assert.Equal(["m:msg_3"], saved.Done);
        Assert.Empty(saved.Pending);
    }

    [Fact]
    public void Rule09_the_place_does_not_pass_a_young_event()
    {
        Done(1);
        Later(29);
        Done(2);

        Checkpoint saved = progress.TakeCheckpoint()!;

        Assert.Equal("cur_0000", saved.Cursor);
        Assert.Equal(["m:msg_1", "m:msg_2"], saved.Done);
    }

    [Fact]
    public void Rule09_the_place_does_not_pass_an_unfinished_event()
    {
        Done(1);
        EventEntry slow = Admit(2);
        Done(3);
        Later(40);
        Done(4);

        Assert.Equal("cur_0001", progress.TakeCheckpoint()!.Cursor);

        progress.Complete(slow);
        Assert.Equal("cur_0003", progress.TakeCheckpoint()!.Cursor);
    }

    [Fact]
    public void Rule09_an_event_unfinished_for_a_minute_is_saved_itself_and_passed()
    {
        EventEntry slow = Admit(1);
        Done(2);
        Later(61);
        Done(3);

        Checkpoint saved = progress.TakeCheckpoint()!;
        Assert.Equal("cur_0002", saved.Cursor);
        Assert.Equal("evt_0001", Assert.Single(saved.Pending).Id.Value);

        progress.Complete(slow);
        Assert.Empty(progress.TakeCheckpoint()!.Pending);
    }

    [Fact]
    public void Rule09_no_more_events_are_saved_themselves_than_allowed()
    {
        for (int i = 1; i <= 5; i++)
        {
            Admit(i);
        }

        Later(61);
        Done(6);

        Checkpoint saved = progress.TakeCheckpoint()!;
        Assert.Equal(3, saved.Pending.Count);
        Assert.Equal("cur_0003", saved.Cursor);
    }

    [Fact]
    public void Rule09_a_late_event_below_the_place_is_saved_itself()
    {
        Done(2);
        Later(60);
        Done(5);
        Assert.Equal("cur_0002", progress.TakeCheckpoint()!.Cursor);

        EventEntry late = Admit(1);

        Checkpoint saved = progress.TakeCheckpoint()!;
        Assert.Equal("cur_0002", saved.Cursor);
        Assert.Equal("evt_0001", Assert.Single(saved.Pending).Id.Value);
        progress.Complete(late);
        Assert.Empty(progress.TakeCheckpoint()!.Pending);
    }

    [Fact]
    public void Rule09_live_order_is_not_cursor_order()
    {
        Done(2);
        EventEntry earlier = Admit(1);
        Later(31);
        Done(3);

        Assert.Equal("cur_0000", progress.TakeCheckpoint()!.Cursor);

        progress.Complete(earlier);
        Assert.Equal("cur_0002", progress.TakeCheckpoint()!.Cursor);
    }

    [Fact]
    public void Rule09_nothing_is_saved_again_that_did_not_change()
    {
        Assert.NotNull(progress.TakeCheckpoint());
        Assert.Null(progress.TakeCheckpoint());

        EventEntry entry = Admit(1);
        Assert.NotNull(progress.TakeCheckpoint());
        Assert.Null(progress.TakeCheckpoint());

        progress.Complete(entry);
        Assert.NotNull(progress.TakeCheckpoint());
        Assert.Null(progress.TakeCheckpoint());

        progress.NotSaved();
        Assert.NotNull(progress.TakeCheckpoint());
    }

    [Fact]
    public void Rule09_before_the_first_place_there_is_nothing_to_save()
    {
        var fresh = new EventProgress(TimeSpan.FromSeconds(30), 3, time);
        Assert.Null(fresh.Cursor);
        Assert.Null(fresh.TakeCheckpoint());
    }

    [Fact]
    public void Rule01_an_event_that_comes_twice_is_one_cause()
    {
        Admit(1);

        Assert.False(progress.TryAdmit(Event(1), out _));
        Assert.Equal(1, progress.Unfinished);
    }

    [Fact]
    public void Rule10_what_an_earlier_run_did_is_not_done_again()
    {
        var resumed = new EventProgress(TimeSpan.FromSeconds(30), 3, time);
        IReadOnlyList<EventEntry> left = resumed.Resume(new Checkpoint("cur_0005", ["m:msg_7"], [Event(2)]));

        Assert.Equal("m:msg_2", Assert.Single(left).Key);
        Assert.True(resumed.TryAdmit(Event(6), out _));
        Assert.True(resumed.TryAdmit(Event(7), out EventEntry? done));
        Assert.True(done.IsDone);
        Assert.False(resumed.TryAdmit(Event(2), out _));
        Assert.Equal(2, resumed.Unfinished);
        Assert.Equal("cur_0007", resumed.Newest);
    }

    [Fact]
    public void Rule10_a_checkpoint_taken_before_everything_is_read_again_keeps_what_the_earlier_run_did()
    {
        var resumed = new EventProgress(TimeSpan.FromSeconds(30), 3, time);
        resumed.Resume(new Checkpoint("cur_0005", ["m:msg_7", "m:msg_8"], []));
        resumed.TryAdmit(Event(6), out _);

        Assert.Equal(["m:msg_7", "m:msg_8"], resumed.TakeCheckpoint()!.Done);

        resumed.TryAdmit(Event(7), out _);
        Assert.Equal(["m:msg_7", "m:msg_8"], resumed.TakeCheckpoint()!.Done);

        resumed.ForgetEarlierRun();
        Assert.Equal(["m:msg_7"], resumed.TakeCheckpoint()!.Done);
    }

    [Fact]
    public void Rule10_another_log_begins_anew()
    {
        Done(8);
        progress.RestartAt("cur_0003");

        Assert.Equal("cur_0003", progress.Newest);
        Assert.Equal(new Checkpoint("cur_0003", [], []).Cursor, progress.TakeCheckpoint()!.Cursor);
        Done(4);
        Assert.Equal("cur_0004", progress.Newest);
    }

    [Fact]
    public void Rule13_the_place_is_held_while_what_follows_may_have_gaps()
    {
        Done(1);
        long hold = progress.Hold();
        Done(3);
        Later(60);
        Done(4);
        Assert.Equal("cur_0001", progress.TakeCheckpoint()!.Cursor);
        Assert.True(progress.IsHeld);

        Done(2, ago: 60);
        progress.Release(hold);

        Assert.False(progress.IsHeld);
        Assert.Equal("cur_0003", progress.TakeCheckpoint()!.Cursor);
    }

    [Fact]
    public void Rule13_gaps_that_came_later_are_not_released_with_the_earlier_ones()
    {
        Done(1);
        progress.Hold();
        long before = progress.Holds;
        progress.Hold();

        progress.Release(before);

        Assert.True(progress.IsHeld);
        progress.Release(progress.Holds);
        Assert.False(progress.IsHeld);
    }

    [Fact]
    public async Task Rule13_waiting_ends_when_few_enough_are_unfinished()
    {
        EventEntry[] entries = [Admit(1), Admit(2), Admit(3)];
        Task below = progress.WaitUntilBelowAsync(2, TestContext.Current.CancellationToken);

        progress.Complete(entries[0]);
        Assert.False(below.IsCompleted);
        progress.Complete(entries[1]);

        await Eventually.Ends(below, "the waiting");
    }

    [Fact]
    public void Completing_twice_counts_once()
    {
        EventEntry entry = Admit(1);
        progress.Complete(entry);
        progress.Complete(entry);

        Assert.Equal(0, progress.Unfinished);
    }

    [Fact]
    public void What_is_remembered_of_the_past_is_bounded_even_if_one_event_never_ends()
    {
        Admit(1);
        for (int batch = 0; batch < 40; batch++)
        {
            for (int i = 0; i < 500; i++)
            {
                Done(2 + (batch * 500) + i);
            }

            Later(61);
            progress.TakeCheckpoint();
        }

        Assert.InRange(progress.RememberedCount, 1, 10_000);
    }

    [Fact]
    public void What_comes_too_late_is_forgotten_too()
    {
        Later(3600);
        for (int i = 0; i < 20_000; i++)
        {
            WireEvent late = new() { Id = new ServerEventId($"evt_late{i}"), Cursor = new EventCursor("cur_0000"), Type = "reaction.added", CreatedAt = time.GetUtcNow() };
            Assert.True(progress.TryAdmit(late, out EventEntry? entry));
            progress.Complete(entry);
        }

        progress.TakeCheckpoint();
        Assert.InRange(progress.RememberedCount, 1, 10_000);
    }

    [Fact]
    public void Rule10_the_saved_numbers_stay_below_what_is_neither_done_nor_saved_itself()
    {
        progress.BeginAt("");
        progress.BeginRoots(new SavedRoots(time.GetUtcNow(), new Dictionary<string, long> { ["chn_quiet"] = 4 }));
        EventEntry[] entries = [.. Enumerable.Range(1, 5).Select(i => Admit(Root(i, i)))];
        progress.Complete(entries[0]);
        progress.Complete(entries[1]);
        progress.Complete(entries[3]);

        Assert.Equal([("chn_1", 2L), ("chn_quiet", 4L)], Saved());
        progress.Complete(entries[2]);
        Assert.Equal([("chn_1", 4L), ("chn_quiet", 4L)], Saved());
        progress.Complete(entries[4]);
        Assert.Equal([("chn_1", 5L), ("chn_quiet", 4L)], Saved());
        Assert.Equal(5, progress.RootOf("chn_1"));
    }

    [Fact]
    public void Rule10_the_saved_numbers_do_not_pass_what_was_left_on_the_server()
    {
        progress.BeginAt("");
        progress.BeginRoots(new SavedRoots(time.GetUtcNow(), new Dictionary<string, long>()));
        progress.Complete(Admit(Root(1, 1)));
        long holds = progress.Hold();
        progress.Complete(Admit(Root(5, 5)));

        Assert.Equal([("chn_1", 1L)], Saved());
        progress.Release(holds);
        Assert.Equal([("chn_1", 5L)], Saved());
    }

    [Fact]
    public void Rule10_a_row_without_a_place_is_saved_itself()
    {
        progress.BeginAt("cur_0009");
        progress.BeginRoots(new SavedRoots(time.GetUtcNow(), new Dictionary<string, long>()));
        EventEntry row = Admit(RootRow.ToEvent(new WireMessage { Id = new MessageId("msg_3"), ChannelId = new ChannelId("chn_1"), ChannelSeq = 3, AuthorId = new UserId("usr_a" )}, null));

        Checkpoint saved = progress.TakeCheckpoint()!;
        Assert.Equal("m:msg_3", row.Key);
        Assert.Equal(("cur_0009", 3L), (saved.Cursor, saved.Roots!.Sequences["chn_1"]));
        Assert.Equal("msg_3", Assert.Single(saved.Pending).Id.Value);
        progress.Complete(row);
        Assert.Empty(progress.TakeCheckpoint()!.Pending);
    }

    [Fact]
    public void Rule10_what_is_unfinished_when_another_log_begins_is_saved_itself()
    {
        progress.BeginAt("");
        EventEntry unfinished = Admit(Root(5, 5));

        progress.RestartAt("cur_0001");

        Checkpoint saved = progress.TakeCheckpoint()!;
        Assert.Equal(("cur_0001", unfinished.Event.Id.Value), (saved.Cursor, Assert.Single(saved.Pending).Id.Value));
    }

    private (string Conversation, long Sequence)[] Saved() =>
        [.. progress.TakeCheckpoint()!.Roots!.Sequences.Select(pair => (pair.Key, pair.Value)).Order()];

    private EventEntry Admit(WireEvent wire)
    {
        Assert.True(progress.TryAdmit(wire, out EventEntry? entry));
        return entry;
    }

    private WireEvent Root(int number, long sequence) => JsonSerializer.Deserialize(
        $$$"""
        {"id":"evt_{{{number}}}","cursor":"cur_{{{number:D4}}}","type":"message.created","channel_id":"chn_1","seq":{{{sequence}}},
         "created_at":"{{{time.GetUtcNow():O}}}","payload":{"message_id":"msg_{{{number}}}","author_id":"usr_a"}}
        """,
        WireJson.Default.WireEvent)!;
}
