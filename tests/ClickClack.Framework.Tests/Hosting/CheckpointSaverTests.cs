using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Time;
using ClickClack.Hosting;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.State;

namespace ClickClack.Framework.Tests.Hosting;

public sealed class CheckpointSaverTests
{
    private readonly ManualTime time = new();
    private readonly LogLines log = new();
    private readonly Store store = new();
    private readonly EventProgress progress;
    private readonly CheckpointSaver saver;

    public CheckpointSaverTests()
    {
        progress = new EventProgress(TimeSpan.FromSeconds(30), 10, time);
        saver = new CheckpointSaver(progress, new CheckpointStore(store, new StorageHealth(log)), new StorageHealth(log), time);
    }

    [Fact]
    public async Task Rule09_changes_are_saved_together_a_quarter_of_a_second_later()
    {
        using var stop = new CancellationTokenSource();
        Task run = saver.RunAsync(stop.Token);
        progress.BeginAt("cur_1");
        progress.BeginAt("cur_2");
        Assert.Empty(store.Saved);

        await time.AdvanceUntilAsync(() => store.Saved.Count > 0, "the checkpoint is saved");

        Assert.Equal("cur_2", Assert.Single(store.Saved).Cursor);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(InvalidOperationException))]
    public void Rule09_what_could_not_be_saved_is_saved_later_with_one_line_each_way(Type error)
    {
        store.Error = (Exception)Activator.CreateInstance(error, "disk full")!;
        progress.BeginAt("cur_1");
        saver.Save();
        saver.Save();
        Assert.Empty(store.Saved);

        store.Error = null;
        saver.Save();
        saver.Save();

        Assert.Equal("cur_1", Assert.Single(store.Saved).Cursor);
        Assert.Equal(["cannot save the checkpoint, which is tried again: disk full"], log.Complaints);
        Assert.Equal(1, log.Count("can save the checkpoint again"));
    }

    [Fact]
    public void Rule09_a_few_bytes_are_added_until_the_changes_are_longer_than_what_they_change()
    {
        progress.BeginAt("cur_0");
        saver.Save();
        int sinceWhole = 0;
        for (int i = 0; store.Wholes < 3; i++)
        {
            WireEvent wire = Message(i, time.GetUtcNow());
            Assert.True(progress.TryAdmit(wire, out EventEntry? entry));
            progress.Complete(entry);
            int before = store.Wholes;
            saver.Save();
            sinceWhole = store.Wholes == before ? sinceWhole + 1 : 0;
            Assert.InRange(sinceWhole, 0, 20_000);
            Assert.Equal(i + 1, store.Saved[^1].Done.Count);
        }

        Assert.True(store.Changes > 100 * store.Wholes, $"{store.Changes} changes and {store.Wholes} times all");
    }

    [Fact]
    public void Rule09_after_a_change_that_could_not_be_added_all_is_saved()
    {
        progress.BeginAt("cur_0");
        saver.Save();
        Assert.True(progress.TryAdmit(Message(1, time.GetUtcNow()), out EventEntry? entry));
        progress.Complete(entry);
        store.Error = new IOException("disk full");
        saver.Save();
        store.Error = null;
        saver.Save();

        Assert.Equal((2, 0), (store.Wholes, store.Changes));
        Assert.Equal([entry.Key], store.Saved[^1].Done);
    }

    [Fact]
    public void Rule09_the_log_may_begin_anew_at_any_moment_of_a_save()
    {
        progress.BeginAt("cur_0");
        bool isOver = false;
        var reader = new Thread(() =>
        {
            for (int i = 0; !Volatile.Read(ref isOver); i++)
            {
                progress.RestartAt($"cur_{i % 10}");
            }
        });
        reader.Start();
        for (int i = 0; i < 5_000; i++)
        {
            progress.SaveAgain();
            saver.Save();
        }

        Volatile.Write(ref isOver, true);
        reader.Join();
        Assert.Empty(log.Complaints);
    }

    [Fact]
    public async Task Rule09_two_savers_never_write_at_once()
    {
        Task[] savers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                progress.SaveAgain();
                progress.BeginAt("cur_1");
                saver.Save();
            }
        }))];

        await Eventually.Ends(Task.WhenAll(savers), "all savers");

        Assert.False(store.Overlapped);
    }

    [Fact]
    public async Task Rule04_what_is_done_while_a_checkpoint_is_taken_is_forgotten_though_nothing_follows()
    {
        EventEntry? entry = null;
        bool isDone = false, isForgotten = false;
        var racing = new CheckpointSaver(progress, new CheckpointStore(store, new StorageHealth(log)), new StorageHealth(log), time)
        {
            Forgettable = () =>
            {
                if (isDone)
                {
                    return isForgotten ? null : () => isForgotten = true;
                }

                // Asked too early, by a moment.
                progress.Complete(entry!);
                isDone = true;
                return null;
            },
        };
        progress.BeginAt("cur_0");
        Assert.True(progress.TryAdmit(Message(1, time.GetUtcNow()), out entry));
        using var stop = new CancellationTokenSource();
        Task run = racing.RunAsync(stop.Token);

        await time.AdvanceUntilAsync(() => isForgotten, "it is forgotten");

        Assert.Equal([entry.Key], store.Saved[^1].Done);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static WireEvent Message(int number, DateTimeOffset at) => new()
    {
        Id = new ServerEventId($"evt_{number}"),
        Cursor = new EventCursor($"cur_{number + 1:D8}"),
        Type = EventTypes.MessageCreated,
        CreatedAt = at,
        Details = EventPayload.Of(("message_id", $"msg_{number:D26}")),
    };

    private sealed class Store : IOwnedState
    {
        private readonly MemoryState kept = new();
        private int writing;

        public List<Checkpoint> Saved { get; } = [];

        public int Wholes { get; private set; }

        public int Changes { get; private set; }

        public Exception? Error { get; set; }

        public bool Overlapped { get; private set; }

        public string Locate(string name) => name;

        public IReadOnlyList<string> List(string folder) => [];

        public Stream? Read(string name) => null;

        public void Write(string name, ReadOnlySpan<byte> content, bool durable)
        {
            Enter();
            kept.Write(name, content, durable);
            Wholes++;
            Leave();
        }

        public void Append(string name, ReadOnlySpan<byte> addition, bool durable)
        {
            Enter();
            kept.Append(name, addition, durable);
            Changes++;
            Leave();
        }

        public void Delete(string name) => Assert.Equal("checkpoint.json", name);

        public void Dispose() => kept.Dispose();

        private void Enter()
        {
            if (Interlocked.Increment(ref writing) > 1)
            {
                Overlapped = true;
            }

            Thread.Yield();
            Interlocked.Decrement(ref writing);
            if (Error is not null)
            {
                throw Error;
            }
        }

        private void Leave()
        {
            lock (Saved)
            {
                Saved.Add(new CheckpointStore(kept, new StorageHealth(new LogLines())).Load()!);
            }
        }
    }
}
