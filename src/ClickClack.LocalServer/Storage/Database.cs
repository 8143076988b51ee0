using ClickClack.Local.Realtime;
using ClickClack.Local.Wire;
using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Storage;

/// <summary>
/// One connection and one queue of work. Whatever waits is done in one transaction and committed at once, so that many writers
/// share one flush; nobody gets an answer before the commit. Events are published after it, in the order in which they were written.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    // Bounds how long the first of a batch waits for the last.
    private const int BatchSize = 64;

    private readonly SqliteConnection connection;
    private readonly Transaction transaction;
    private readonly LiveEvents events;
    private readonly System.Threading.Channels.Channel<Work> queue = System.Threading.Channels.Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    private readonly Task loop;

    private Database(SqliteConnection connection, Transaction transaction, LiveEvents events)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.events = events;
        loop = Task.Run(LoopAsync);
    }

    /// <summary>Opens <paramref name="file"/>, which is created when it does not exist; null keeps everything in memory.</summary>
    public static Database Open(string? file, LiveEvents events, TimeProvider time)
    {
        if (file is not null && !File.Exists(file))
        {
            // SQLite gives its side files the same mode.
            using var created = PrivateFiles.Create(file);
        }
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Pooling = false,
        }.ToString());
        connection.Open();
        try
        {
            using (var pragma = connection.CreateCommand())
            {
                // In WAL mode NORMAL survives the death of the process at any moment; only a power cut can take the last commits.
                pragma.CommandText = file is null
                    ? "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY"
                    : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000";
                pragma.ExecuteNonQuery();
            }
            Schema.Prepare(connection);
            var ids = new Ids(time);
            var transaction = new Transaction(connection, ids, time);
            // Cursors must go on rising even if the clock went back between two runs.
            if (EventStore.Newest(transaction) is { } newest)
            {
                ids.ContinueAfter(newest);
            }
            return new(connection, transaction, events);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction of its own making and gives its result once that is committed. An exception
    /// takes back what this work wrote, and nothing else.
    /// </summary>
    public Task<T> RunAsync<T>(Func<Transaction, T> work)
    {
        var item = new Work<T>(work);
        return queue.Writer.TryWrite(item) ? item.Result : Task.FromException<T>(new ObjectDisposedException(nameof(Database)));
    }

    public Task RunAsync(Action<Transaction> work) => RunAsync(db =>
    {
        work(db);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        transaction.Dispose();
        await connection.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        var batch = new List<Work>(BatchSize);
        while (await queue.Reader.WaitToReadAsync())
        {
            try
            {
                transaction.Begin();
                while (batch.Count < BatchSize && queue.Reader.TryRead(out var work))
                {
                    batch.Add(work);
                    work.Run(transaction);
                }
                transaction.Commit();
            }
            catch (SqliteException e)
            {
                // The disk is full or gone: nothing of the batch has happened.
                TryRollback();
                foreach (var work in batch)
                {
                    work.Fail(e);
                }
            }
            foreach (var work in batch)
            {
                foreach (var publication in work.Publications)
                {
                    events.Publish(publication);
                }
                work.Complete();
            }
            batch.Clear();
        }
    }

    private void TryRollback()
    {
        try
        {
            transaction.Discard();
            transaction.Rollback();
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself.
        }
    }

    private abstract class Work
    {
        public IReadOnlyList<Publication> Publications { get; protected set; } = [];

        public abstract void Run(Transaction transaction);

        public abstract void Fail(Exception error);

        public abstract void Complete();
    }

    private sealed class Work<T>(Func<Transaction, T> work) : Work
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? error;

        public Task<T> Result => done.Task;

        public override void Run(Transaction transaction)
        {
            try
            {
                result = work(transaction);
                Publications = transaction.Keep();
            }
            catch (Exception e)
            {
                error = e;
                transaction.Discard();
            }
        }

        public override void Fail(Exception error)
        {
            this.error ??= error;
            Publications = [];
        }

        public override void Complete()
        {
            if (error is null)
            {
                done.SetResult(result!);
            }
            else
            {
                done.SetException(error);
            }
        }
    }
}
