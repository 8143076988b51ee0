using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.State;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class DeadLettersTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private readonly StorageHealth health = new(new LogLines());
    private readonly FileState state;

    public DeadLettersTests() => state = new FileState(directory.Path);

    private string FilePath => Path.Combine(directory.Path, "dead-letters.jsonl");

    private static DeadLetter Letter(string trigger) => new(DateTimeOffset.UnixEpoch, trigger, "Bot.Handler (/roll)", "went \"wrong\"");

    [Fact]
    public void Rule17_a_letter_survives_the_process()
    {
        new DeadLetters(state, health, new LogLines()).Add(Letter("m:1"));

        var again = new DeadLetters(state, health, new LogLines());
        Assert.True(again.Contains("m:1"));
        Assert.False(again.Contains("m:2"));
        Assert.Equal(
            """d6e4daf5 {"at":"1970-01-01T00:00:00+00:00","trigger":"m:1","route":"Bot.Handler (/roll)","error":"went \u0022wrong\u0022"}""" + "\n",
            File.ReadAllText(FilePath));
    }

    [Fact]
    public void Rule17_a_trigger_is_listed_once()
    {
        var letters = new DeadLetters(state, health, new LogLines());
        letters.Add(Letter("m:1"));
        letters.Add(Letter("m:1"));

        Assert.Single(File.ReadAllLines(FilePath));
    }

    [Fact]
    public void Rule17_a_line_cut_off_by_a_crash_costs_itself_only()
    {
        new DeadLetters(state, health, new LogLines()).Add(Letter("m:1"));
        File.AppendAllText(FilePath, "{\"at\":\"1970-01-01T00");

        new DeadLetters(state, health, new LogLines()).Add(Letter("m:3"));

        var again = new DeadLetters(state, health, new LogLines());
        Assert.True(again.Contains("m:1"));
        Assert.True(again.Contains("m:3"));
        Assert.Equal(2, File.ReadAllLines(FilePath).Length);
        Assert.Equal(["{\"at\":\"1970-01-01T00"], File.ReadAllLines(FilePath + ".damaged"));
    }

    [Fact]
    public void Only_the_owner_can_read_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are Unix's");
        new DeadLetters(state, health, new LogLines()).Add(Letter("m:1"));

#pragma warning disable CA1416
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
#pragma warning restore CA1416
    }

    [Fact]
    public void Without_a_directory_they_last_as_long_as_the_process()
    {
        var letters = new DeadLetters(new MemoryState(), health, new LogLines());
        letters.Add(Letter("m:1"));

        Assert.True(letters.Contains("m:1"));
        Assert.Equal("m:1", Assert.Single(letters.List()).Trigger);
    }

    public void Dispose()
    {
        state.Dispose();
        directory.Dispose();
    }
}
