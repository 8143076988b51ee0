using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Time;
using ClickClack.Hosting;
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
        saver = new CheckpointSaver(progress, new CheckpointStore(store), time, log);
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
        Assert.Equal(["the checkpoint cannot be saved, which is tried again: disk full"], log.Complaints);
        Assert.Equal(1, log.Count("the checkpoint is saved again"));
    }

    [Fact]
    public async Task Rule09_two_savers_never_write_at_once()
    {
        Task[] savers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                progress.NotSaved();
                progress.BeginAt("cur_1");
                saver.Save();
            }
        }))];

        await Eventually.Ends(Task.WhenAll(savers), "all savers");

        Assert.False(store.Overlapped);
    }

    private sealed class Store : IOwnedState
    {
        private int writing;

        public List<Checkpoint> Saved { get; } = [];

        public Exception? Error { get; set; }

        public bool Overlapped { get; private set; }

        public string Locate(string name) => name;

        public IReadOnlyList<string> List(string folder) => [];

        public byte[]? Read(string name) => null;

        public void Write(string name, ReadOnlySpan<byte> content, bool durable)
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

            var written = new MemoryState();
            written.Write(name, content, durable);
            lock (Saved)
            {
                Saved.Add(new CheckpointStore(written).Load()!);
            }
        }

        public void Append(string name, ReadOnlySpan<byte> addition, bool durable) => throw new NotSupportedException();

        public void Delete(string name) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
