using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Realtime;
using ClickClack.Replies;
using ClickClack.State;

namespace ClickClack.Framework.Tests.State;

/// <summary>What becomes of the files of the state that are damaged, huge, or no files.</summary>
public sealed class StateFilesTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly LogLines log = new();

    public enum Kept
    {
        Checkpoint,
        DeadLetters,
        Followed,
        Running,
        Plan,
    }

    public static TheoryData<string, bool> Places { get; } = new(
        from name in (string[])["checkpoint.jsonl", "dead-letters.jsonl", "followed.log", "running.log", "journal/x.json", "owner"]
        from isLink in (bool[])[false, true]
        select (name, isLink));

    private static string NameOf(Kept kept) => kept switch
    {
        Kept.Checkpoint => "checkpoint.jsonl",
        Kept.DeadLetters => "dead-letters.jsonl",
        Kept.Followed => "followed.log",
        Kept.Running => "running.log",
        _ => "journal",
    };

    private string PathOf(Kept kept) => kept == Kept.Plan
        ? Directory.GetFiles(Path.Combine(directory.Path, "journal")).Single()
        : Path.Combine(directory.Path, NameOf(kept));

    /// <summary>Writes some of it, as a process that is then killed.</summary>
    private void Write(Kept kept)
    {
        using var state = new FileState(directory.Path);
        var health = new StorageHealth(log);
        switch (kept)
        {
            case Kept.Checkpoint:
                var store = new CheckpointStore(state, health);
                store.Save(new Checkpoint("cur_1", ["m:1"], []));
                store.Save(new CheckpointChange("cur_2", ["m:2"], [], new Dictionary<string, long>()));
                store.Save(new CheckpointChange("cur_3", ["m:3"], [], new Dictionary<string, long>()));
                break;

            case Kept.DeadLetters:
                var letters = new DeadLetters(state, health, log);
                letters.Add(new(DateTimeOffset.UnixEpoch, "m:1", "Bot.Roll (/roll)", "one"));
                letters.Add(new(DateTimeOffset.UnixEpoch, "m:2", null, "two"));
                letters.Add(new(DateTimeOffset.UnixEpoch, "m:3", null, "three"));
                letters.Remove("m:2");
                break;

            case Kept.Followed:
                var followed = new FollowedAnswers(state, health);
                followed.Add("m:1");
                followed.Add("m:2");
                followed.UseUp("m:2", "r0");
                followed.Remove("m:1");
                break;

            case Kept.Running:
                var running = new StartLog(state, health);
                running.Start("m:1");
                running.Start("m:2");
                running.Pause("m:2");
                running.Start("m:3");
                break;

            default:
                new PlanStore(state).Save(new Plan("m:1", DateTimeOffset.UnixEpoch, [new("r0", "ccf1-x", "hello", new Place { Channel = "chn_1" })]));
                break;
        }
    }

    /// <summary>What is read of it, in words.</summary>
    private string Read(Kept kept, LogLines lines)
    {
        using var state = new FileState(directory.Path);
        var health = new StorageHealth(lines);
        switch (kept)
        {
            case Kept.Checkpoint:
                Checkpoint checkpoint = new CheckpointStore(state, health).Load()!;
                return $"{checkpoint.Cursor}: {string.Join(' ', checkpoint.Done.Order())}";

            case Kept.DeadLetters:
                return string.Join('\n', new DeadLetters(state, health, lines).List());

            case Kept.Followed:
                var followed = new FollowedAnswers(state, health);
                return $"{followed.Contains("m:1")} {followed.Contains("m:2")} {followed.NameOf("m:2", "r0")}";

            case Kept.Running:
                var running = new StartLog(state, health);
                return $"{running.DeathsOf("m:1")} {running.DeathsOf("m:2")} {running.DeathsOf("m:3")}";

            default:
                return string.Join('\n', new PlanStore(state).Load().SelectMany(static plan => plan.Messages).Select(static message => message.ToString()));
        }
    }

    [Theory]
    [InlineData(Kept.Checkpoint)]
    [InlineData(Kept.DeadLetters)]
    [InlineData(Kept.Followed)]
    [InlineData(Kept.Running)]
    [InlineData(Kept.Plan)]
    public void After_a_flip_in_any_byte_all_is_known_or_what_is_not_is_set_aside_and_told(Kept kept)
    {
        Write(kept);
        string path = PathOf(kept);
        byte[] whole = File.ReadAllBytes(path);
        string known = Read(kept, log);
        Assert.Empty(log.Complaints);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << (at * 5 % 8));
            File.WriteAllBytes(path, damaged);
            File.Delete(path + ".damaged");
            var lines = new LogLines();
            string? read = null;
            try
            {
                read = Read(kept, lines);
            }
            catch (InvalidDataException error)
            {
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                Assert.Equal(damaged, File.ReadAllBytes(path));
                continue;
            }

            if (read != known || lines.Complaints.Count > 0)
            {
                Assert.Contains(lines.Complaints, line => line.Contains($"{path}.damaged", StringComparison.Ordinal));
                Assert.NotEmpty(File.ReadAllBytes(path + ".damaged"));

                // It is told once: what was read stands in the file now.
                var again = new LogLines();
                if (kept != Kept.Running)
                {
                    Assert.Equal(read, Read(kept, again));
                }

                Assert.Empty(again.Complaints);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_is_no_file_stops_the_bot_with_its_name(string name, bool isLink)
    {
        Assert.SkipWhen(isLink && OperatingSystem.IsWindows(), "links need a right there");
        string path = directory.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string elsewhere = Path.Combine(directory.Path, "elsewhere");
        if (isLink)
        {
            await File.WriteAllTextAsync(elsewhere, "theirs", TestContext.Current.CancellationToken);
            File.CreateSymbolicLink(path, elsewhere);
        }
        else
        {
            Directory.CreateDirectory(path);
        }

        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartAsync(
            server, ScriptedRoutes.Everywhere(static message => message.Text), options => options.StateDirectory = directory.Path);
        await bot.EndsAsync();

        Assert.Contains(bot.Log.Complaints, line => line.Contains("the bot stops", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));
        Assert.NotEqual(0, bot.ExitCode);
        if (isLink)
        {
            Assert.Equal("theirs", await File.ReadAllTextAsync(elsewhere, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void A_link_in_the_place_of_a_file_that_is_being_written_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        string elsewhere = Path.Combine(directory.Path, "elsewhere");
        File.WriteAllText(elsewhere, "theirs");
        File.CreateSymbolicLink(Path.Combine(directory.Path, "checkpoint.jsonl.new"), elsewhere);
        using var state = new FileState(directory.Path);

        new CheckpointStore(state, new StorageHealth(log)).Save(new Checkpoint("cur_1", [], []));

        Assert.Equal("theirs", File.ReadAllText(elsewhere));
        Assert.Equal("cur_1", new CheckpointStore(state, new StorageHealth(log)).Load()!.Cursor);
    }

    [Fact]
    public void Damage_is_shown_in_the_health_of_the_bot()
    {
        Write(Kept.DeadLetters);
        string path = PathOf(Kept.DeadLetters);
        File.WriteAllText(path, File.ReadAllText(path).Replace("three", "there", StringComparison.Ordinal));
        string? shown = null;
        using var state = new FileState(directory.Path);

        _ = new DeadLetters(state, new StorageHealth(log) { Changed = text => shown = text }, log);

        Assert.Equal($"damaged lines of {path}: 1, set aside in {path}.damaged", shown);
    }

    [Fact]
    public void Rule17_what_a_stranger_wrote_into_an_exception_is_cut()
    {
        using var state = new FileState(directory.Path);
        var letters = new DeadLetters(state, new StorageHealth(log), log);

        letters.Add(new(DateTimeOffset.UnixEpoch, "m:1", null, new string('x', 300_000)));

        Assert.Equal(DeadLetters.LongestText + 1, letters.Find("m:1")!.Error.Length);
        Assert.InRange(new FileInfo(PathOf(Kept.DeadLetters)).Length, 1, 4096);
    }

    [Fact]
    public void Rule17_a_huge_file_of_an_earlier_version_is_read_line_by_line_and_becomes_a_small_one()
    {
        const int Letters = 100;
        string path = Path.Combine(directory.Path, NameOf(Kept.DeadLetters));
        using (var file = new StreamWriter(path))
        {
            string error = new('x', 300_000);
            for (int i = 0; i < Letters; i++)
            {
                file.Write($$"""{"at":"2026-03-01T12:00:00+00:00","trigger":"m:{{i}}","route":null,"error":"{{error}}"}""" + "\n");
            }
        }

        using var state = new FileState(directory.Path);
        var letters = new DeadLetters(state, new StorageHealth(log), log);

        // Which there are is asked for each event, and costs no reading.
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((true, 1), (letters.Contains("m:5"), letters.Of("m:5").Count));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);
        Assert.InRange(new FileInfo(path).Length, 1, Letters * 3000);
        Assert.Equal((Letters, "m:99"), (letters.Count, letters.Find("m:99")!.Trigger));
        Assert.Equal(["m:10", "m:11"], letters.List(skip: 10, take: 2).Select(static letter => letter.Trigger));
        Assert.Empty(log.Complaints);
    }

    [Fact]
    public void Rule17_the_list_is_bounded_and_the_oldest_go_with_a_warning()
    {
        const int Most = 100_000;
        string path = Path.Combine(directory.Path, NameOf(Kept.DeadLetters));
        using var state = new FileState(directory.Path);
        var letters = new DeadLetters(state, new StorageHealth(log), log, Most);
        for (int i = 0; i < 2000; i++)
        {
            letters.Add(new(DateTimeOffset.UnixEpoch, $"m:{i}", null, "x"));
        }

        Assert.InRange(new FileInfo(path).Length, 1, Most + 1000);
        Assert.InRange(new FileInfo(Path.Combine(directory.Path, "dead-letters.old.jsonl")).Length, 1, Most + 1000);
        Assert.InRange(letters.Count, 400, 1999);
        Assert.Equal(Enumerable.Range(2000 - letters.Count, letters.Count).Select(static i => $"m:{i}"), letters.List().Select(static letter => letter.Trigger));
        Assert.True(log.Has("are no longer listed"), log.ToString());
        var again = new DeadLetters(state, new StorageHealth(log), log, Most);
        Assert.Equal(letters.Count, again.Count);
    }

    [Fact]
    public void Rule17_what_is_taken_off_stays_off_and_its_text_goes_in_time()
    {
        string path = Path.Combine(directory.Path, NameOf(Kept.DeadLetters));
        using var state = new FileState(directory.Path);
        var letters = new DeadLetters(state, new StorageHealth(log), log);
        for (int i = 0; i < 500; i++)
        {
            letters.Add(new(DateTimeOffset.UnixEpoch, $"m:{i}", null, new string('x', 1000)));
        }

        for (int i = 1; i < 500; i++)
        {
            Assert.True(letters.Remove($"m:{i}"));
        }

        Assert.False(letters.Remove("m:7"));
        Assert.InRange(new FileInfo(path).Length, 1, 100_000);
        Assert.Equal("m:0", Assert.Single(new DeadLetters(state, new StorageHealth(log), log).List()).Trigger);
    }

    [Theory]
    [InlineData(Kept.Checkpoint)]
    [InlineData(Kept.DeadLetters)]
    [InlineData(Kept.Followed)]
    [InlineData(Kept.Running)]
    public void A_huge_file_of_garbage_is_refused_by_name_in_little_memory(Kept kept)
    {
        string path = PathOf(kept);
        using (FileStream file = File.Create(path))
        {
            file.SetLength(1L << 30);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InvalidDataException>(() => Read(kept, log)).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
        Assert.Equal(1L << 30, new FileInfo(path).Length);
    }

    [Fact]
    public async Task The_directory_for_files_is_made_for_the_first_one()
    {
        string home = Path.Combine(directory.Path, "spool");
        using var kept = new FileSpool(home, new StorageHealth(log), TimeProvider.System);
        Assert.False(Directory.Exists(home));

        IReadOnlyList<SpooledReply> taken = await kept.TakeAsync(
            [Reply.InPlace("see").WithFile("a.txt", "content"u8)], TestContext.Current.CancellationToken);
        Assert.Single(Directory.GetFiles(home));
        Assert.Single(taken).Dispose();
        Assert.Empty(Directory.GetFiles(home));
    }

    public void Dispose() => directory.Dispose();
}
