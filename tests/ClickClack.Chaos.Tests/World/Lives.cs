using EchoBot.Tests.Processes;

namespace ClickClack.Chaos.Tests.World;

/// <summary>A program that is killed and started again.</summary>
/// <param name="name">What it is called in the diary.</param>
/// <param name="start">Starts it.</param>
/// <param name="diary">Where its deaths are noted.</param>
internal sealed class Lives(string name, Func<RunningProgram> start, Diary diary) : IAsyncDisposable
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private readonly List<RunningProgram> all = [];
    private Task ended = Task.CompletedTask;

    /// <summary>The present one, or the last.</summary>
    public RunningProgram Program => all[^1];

    public int Kills { get; private set; }

    /// <summary>The output of each.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Outputs => [.. all.Select(program => program.Output)];

    /// <summary>Whether it ended though nobody killed it.</summary>
    public bool EndedByItself => ended.IsCompleted && all.Count > Kills;

    public void Start()
    {
        diary.Write($"{name} starts, life {all.Count + 1}");
        RunningProgram program = start();
        all.Add(program);
        ended = program.ExitAsync(Forever);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        Assert.False(EndedByItself, $"the {name} ended by itself:\n{Program}");
        diary.Note($"{name} killed");
        Kills++;
        await Program.KillAsync();
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        diary.Write($"{name} is asked to stop");
        await Program.TerminateAsync();
        return Program.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RunningProgram program in all)
        {
            await program.DisposeAsync();
        }
    }
}
