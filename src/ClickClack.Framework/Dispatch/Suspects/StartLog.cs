using System.Buffers;
using System.Globalization;
using System.Text;
using ClickClack.State;

namespace ClickClack.Dispatch;

/// <summary>
/// Which triggers are at work, in <c>running.log</c>, so that one whose handler takes the process down is recognized (delivery rule 18).
/// A line for each: <c>+ trigger</c> when it is at work, <c>~ trigger</c> when it waits again, <c>- trigger</c> when it ends,
/// <c>= n trigger</c> at n deaths so far, and <c>.</c> at an orderly end. Nothing is flushed to the disk: it has to survive the process,
/// not the machine. What cannot be written is not counted, which the bot's health says; that must not keep a bot from answering.
/// </summary>
internal sealed class StartLog : IDisposable
{
    /// <summary>The file is written anew when it is longer; most of it is then about what has ended.</summary>
    private const long LongestFile = 256 * 1024;

    /// <summary>No bot has as many handlers at work: a file that says so is not right.</summary>
    private const int MostRemembered = 64 * 1024;

    private const string Name = "running.log";

    private const int LongestOnStack = 256;

    /// <summary>What is said of it when it cannot be written.</summary>
    private const string What = "which handlers run";

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> deaths = new(StringComparer.Ordinal);
    private readonly HashSet<string> running = new(StringComparer.Ordinal);
    private readonly StorageHealth health;
    private readonly AppendLog log;
    private bool isClosed;

    /// <summary>Reads what an earlier process left, and counts its death for what was at work then.</summary>
    /// <param name="state">Where it is kept.</param>
    /// <param name="health">Told whether it can be written.</param>
    public StartLog(IOwnedState state, StorageHealth health)
    {
        this.health = health;
        log = new AppendLog(state, Name, health, "delete it: then no handler is suspected of the earlier deaths of the process");
        log.Load((content, _) => Read(Encoding.UTF8.GetString(content)));
        foreach (string trigger in running)
        {
            deaths[trigger] = DeathsOf(trigger) + 1;
        }

        running.Clear();
        Rewrite();
    }

    /// <summary>How often the process died while a trigger was at work.</summary>
    public int DeathsOf(string trigger)
    {
        lock (gate)
        {
            return deaths.GetValueOrDefault(trigger);
        }
    }

    /// <summary>A trigger is at work from now on.</summary>
    public void Start(string trigger)
    {
        lock (gate)
        {
            if (running.Add(trigger))
            {
                Append('+', trigger);
            }
        }
    }

    /// <summary>The trigger waits for others: should the process die meanwhile, this one is not to blame.</summary>
    /// <returns>Whether it was at work.</returns>
    public bool Pause(string trigger)
    {
        lock (gate)
        {
            if (!running.Remove(trigger))
            {
                return false;
            }

            Append('~', trigger);
            return true;
        }
    }

    /// <summary>The trigger is over: its handler has ended, and what it answered was written or given up.</summary>
    public void End(string trigger)
    {
        lock (gate)
        {
            deaths.Remove(trigger);
            if (running.Remove(trigger))
            {
                Append('-', trigger);
                if (log.Length > LongestFile)
                {
                    Rewrite();
                }
            }
        }
    }

    /// <summary>The process ends in order: what is still at work is not to blame.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (log.MustRewrite)
            {
                running.Clear();
            }

            Append("."u8);
            isClosed = true;
        }
    }

    private bool Read(string line)
    {
        switch (line)
        {
            case ".":
                running.Clear();
                return true;

            case ['+', ' ', .. var trigger]:
                if (running.Count < MostRemembered)
                {
                    running.Add(trigger);
                }

                return true;

            case ['~', ' ', .. var trigger]:
                running.Remove(trigger);
                return true;

            case ['-', ' ', .. var trigger]:
                running.Remove(trigger);
                deaths.Remove(trigger);
                return true;

            default:
                if (line.Split(' ', 3) is not ["=", var count, var dead] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int times))
                {
                    return false;
                }

                if (deaths.Count < MostRemembered)
                {
                    deaths[dead] = times;
                }

                return true;
        }
    }

    private void Rewrite()
    {
        try
        {
            log.Rewrite(Write, durable: false);
            health.Saved(What);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            health.Failed(What, error.Message);
        }
    }

    private void Write(IBufferWriter<byte> lines)
    {
        foreach ((string trigger, int times) in deaths)
        {
            StateLine.Write(lines, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"= {times} {trigger}")));
        }

        foreach (string trigger in running)
        {
            StateLine.Write(lines, Encoding.UTF8.GetBytes($"+ {trigger}"));
        }
    }

    private void Append(char what, string trigger)
    {
        // Several of these are written for each message: without garbage.
        int room = 2 + Encoding.UTF8.GetMaxByteCount(trigger.Length);
        Span<byte> line = room <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[room];
        line[0] = (byte)what;
        line[1] = (byte)' ';
        Append(line[..(2 + Encoding.UTF8.GetBytes(trigger, line[2..]))]);
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        if (isClosed)
        {
            return;
        }

        if (log.MustRewrite)
        {
            // All that is at work, this line's trigger included, is written anew.
            Rewrite();
            return;
        }

        try
        {
            log.Append(line, durable: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            health.Failed(What, error.Message);
        }
    }
}
