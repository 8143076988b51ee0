using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.State;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class StartLogTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string FilePath => Path.Combine(directory.Path, "running.log");

    /// <summary>A process that dies: its log is simply there.</summary>
    private void Life(Action<StartLog> life)
    {
        // Not disposed, as SIGKILL would have it; the system closes its files.
        using var state = new FileState(directory.Path);
        life(new StartLog(state));
    }

    [Fact]
    public void Rule18_what_was_at_work_when_the_process_died_is_counted()
    {
        Life(log => log.Start("m:1"));
        Life(log => log.Start("m:1"));
        Life(log =>
        {
            log.Start("m:2");
            log.Start("m:1");
            log.End("m:2");
        });

        using var state = new FileState(directory.Path);
        using var now = new StartLog(state);
        Assert.Equal(3, now.DeathsOf("m:1"));
        Assert.Equal(0, now.DeathsOf("m:2"));
    }

    [Fact]
    public void Rule18_a_death_while_something_waited_is_not_held_against_it()
    {
        Life(log => log.Start("m:1"));
        Life(log => log.Start("m:2"));

        using var state = new FileState(directory.Path);
        using var now = new StartLog(state);
        Assert.Equal(1, now.DeathsOf("m:1"));
        Assert.Equal(1, now.DeathsOf("m:2"));
    }

    [Fact]
    public void Rule18_what_came_to_its_end_is_forgiven()
    {
        Life(log => log.Start("m:1"));
        Life(log =>
        {
            log.Start("m:1");
            log.End("m:1");
        });

        using var state = new FileState(directory.Path);
        using var now = new StartLog(state);
        Assert.Equal(0, now.DeathsOf("m:1"));
    }

    [Fact]
    public void Rule18_an_orderly_end_is_no_death()
    {
        using (var before = new FileState(directory.Path))
        using (var log = new StartLog(before))
        {
            log.Start("m:1");
        }

        using var state = new FileState(directory.Path);
        using var now = new StartLog(state);
        Assert.Equal(0, now.DeathsOf("m:1"));
    }

    [Fact]
    public void Rule18_a_line_cut_off_by_a_crash_harms_nothing()
    {
        Life(log => log.Start("m:1"));
        File.AppendAllText(FilePath, "= x m:2\n\u0000\n+");

        using var state = new FileState(directory.Path);
        using var now = new StartLog(state);
        Assert.Equal(1, now.DeathsOf("m:1"));
    }

    [Fact]
    public void The_file_does_not_grow_with_what_has_ended()
    {
        using var state = new FileState(directory.Path);
        using var log = new StartLog(state);
        log.Start("m:still");
        for (int i = 0; i < 20_000; i++)
        {
            log.Start($"m:{i:D26}");
            log.End($"m:{i:D26}");
        }

        Assert.InRange(new FileInfo(FilePath).Length, 1, 300 * 1024);
        Assert.Contains("+ m:still", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are Unix's");
        using var state = new FileState(directory.Path);
        using var log = new StartLog(state);

#pragma warning disable CA1416
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
#pragma warning restore CA1416
    }

    public void Dispose() => directory.Dispose();
}
