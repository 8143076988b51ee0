using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClickClack.Framework.Tests.State;

/// <summary>What cannot be saved is said, shown, tried again, and lost in no case.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly FailingState disk;

    public DiskFullTests() => disk = new FailingState(new FileStateStore(directory.Path));

    private Task<RunningBot> StartAsync(ScriptedServer server, ScriptedRoutes routes, TimeProvider? time = null) => RunningBot.StartLiveAsync(
        server,
        routes,
        options => options.MaxAttempts = 1,
        time,
        builder =>
        {
            builder.Services.AddSingleton<IStateStore>(disk);
            builder.Services.AddHealthChecks();
        });

    private static async Task<HealthReportEntry> HealthAsync(RunningBot bot) =>
        (await bot.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["clickclack"];

    /// <summary>Waits for the trouble, and for its end; each is one line, a change of status, and a matter of the health check.</summary>
    private async Task TroubleAsync(RunningBot bot, string name, string what, Func<Task> whileFailing, Func<Task>? afterwards = null)
    {
        await Eventually.True(() => bot.Bot.Status.Degraded is not null, $"it is degraded\n{bot.Log}");
        Assert.Equal($"cannot save {what}: No space left on device", bot.Bot.Status.Degraded);
        HealthReportEntry health = await HealthAsync(bot);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal($"Live; degraded: cannot save {what}: No space left on device", health.Description);
        await whileFailing();
        disk.Recover(name);
        if (afterwards is not null)
        {
            await afterwards();
        }

        await Eventually.True(() => bot.Bot.Status.Degraded is null, $"all is well again\n{bot.Log}");
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(bot)).Status);
        Assert.Equal(1, bot.Log.Count($"cannot save {what}, which is tried again: No space left on device"));
        Assert.Equal(1, bot.Log.Count($"can save {what} again"));
    }

    [Fact]
    public async Task Rule09_a_checkpoint_that_cannot_be_saved()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        disk.Fail("checkpoint");

        server.Say("hello");
        await TroubleAsync(bot, "checkpoint", "the checkpoint", async () =>
        {
            server.Say("again");
            await Eventually.True(() => server.PostedBodies is ["hello", "again"], "the bot answers all the same");
        });
    }

    [Fact]
    public async Task Rule04_a_journal_that_cannot_be_saved()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Several(message => message.Text == "one" ? ["one"] : ["two", "three"]));
        disk.Fail("journal");

        server.Say("several");
        await TroubleAsync(bot, "journal", "the journal, for which answers of several messages wait", async () =>
        {
            server.Say("one", channel: "chn_ops");
            await Eventually.True(() => server.PostedBodies is ["one"], "what needs no journal is answered");
        });
        await Eventually.True(() => server.PostedBodies is ["one", "two", "three"], "what waited");
    }

    [Fact]
    public async Task Rule18_a_start_log_that_cannot_be_saved()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        disk.Fail("running.log");

        server.Say("hello");
        await TroubleAsync(
            bot,
            "running.log",
            "which handlers run",
            () => Eventually.True(() => server.PostedBodies is ["hello"], "the bot answers all the same"),
            () =>
            {
                server.Say("next");
                return Task.CompletedTask;
            });
    }

    [Fact]
    public async Task Rule17_a_dead_letter_that_cannot_be_written_is_listed_and_no_checkpoint_gets_ahead_of_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message => message.Text == "bad" ? throw new FormatException() : message.Text));
        disk.Fail("dead-letters");

        string bad = server.Say("bad");
        await TroubleAsync(bot, "dead-letters", "the dead letters", async () =>
        {
            server.Say("good");
            await Eventually.True(() => server.PostedBodies is ["good"], "the next answer");
            await bot.IdleAsync();
            int failures = disk.Failures;
            await Eventually.True(() => disk.Failures > failures + 1, "it is tried again and again");
            Assert.Equal($"m:{bad}", Assert.Single(bot.Bot.DeadLetters.List()).Trigger);
            Assert.DoesNotContain(bad, await File.ReadAllTextAsync(directory.File("checkpoint.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        });
        Assert.Contains(bad, await File.ReadAllTextAsync(directory.File("dead-letters.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Eventually.True(() => File.ReadAllText(directory.File("checkpoint.jsonl")).Contains(bad, StringComparison.Ordinal), "now it is done");
    }

    [Fact]
    public async Task Rule06_a_file_that_cannot_be_put_aside_is_waited_for_and_is_no_failure_of_the_handler()
    {
        // The spool is a directory of this machine, whatever keeps the rest.
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        int runs = 0;
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(_ =>
            {
                Interlocked.Increment(ref runs);
                return Reply.InPlace("see").WithFile("a.txt", "content"u8);
            }),
            options => options.StateDirectory = directory.Path);
        File.WriteAllText(directory.File("spool"), "in the way of the directory");

        server.Say("hello");
        await Eventually.True(() => bot.Bot.Status.Degraded?.StartsWith("cannot save files to be sent: ", StringComparison.Ordinal) == true, $"it is degraded\n{bot.Log}");
        Assert.Empty(server.Posted);
        File.Delete(directory.File("spool"));

        await Eventually.True(() => server.Attachments.Count == 1, $"the answer\n{bot.Log}");
        Assert.Equal(1, runs);
        Assert.Null(bot.Bot.Status.Degraded);
        Assert.Equal(1, bot.Log.Count("can save files to be sent again"));
    }

    [Fact]
    public void A_letter_that_was_written_in_part_costs_itself_only()
    {
        var state = new FileState(directory.Path);
        var torn = new TornState(state);
        var letters = new ClickClack.Dispatch.DeadLetters(torn, new StorageHealth(new LogLines()), new LogLines());
        torn.IsFull = true;
        letters.Add(new(DateTimeOffset.UnixEpoch, "m:1", null, "x"));
        Assert.False(letters.TryFlush());
        torn.IsFull = false;
        letters.Add(new(DateTimeOffset.UnixEpoch, "m:2", null, "x"));

        Assert.True(letters.TryFlush());
        Assert.Equal(["m:1", "m:2"], letters.List().Select(letter => letter.Trigger));
        Assert.Equal(["m:1", "m:2"], new ClickClack.Dispatch.DeadLetters(state, new StorageHealth(new LogLines()), new LogLines()).List().Select(letter => letter.Trigger));
    }

    public void Dispose() => directory.Dispose();

    /// <summary>What is added while it is full is added in part.</summary>
    private sealed class TornState(IOwnedState behind) : IOwnedState
    {
        public bool IsFull { get; set; }

        public string Locate(string name) => behind.Locate(name);

        public IReadOnlyList<string> List(string folder) => behind.List(folder);

        public Stream? Read(string name) => behind.Read(name);

        public void Write(string name, ReadOnlySpan<byte> content, bool durable)
        {
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }

            behind.Write(name, content, durable);
        }

        public void Append(string name, ReadOnlySpan<byte> addition, bool durable)
        {
            behind.Append(name, IsFull ? addition[..10] : addition, durable);
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }
        }

        public void Delete(string name) => behind.Delete(name);

        public void Dispose() => behind.Dispose();
    }
}
