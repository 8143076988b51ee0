using System.Globalization;
using System.Text;

namespace ClickClack.Dispatch;

/// <summary>
/// Which triggers are at work, in <c>running.log</c>, so that one whose handler takes the process down is recognized (delivery rule 18).
/// A line for each: <c>+ trigger</c> when its handler starts, <c>- trigger</c> when it ends, <c>= n trigger</c> at n deaths so far, and
/// <c>.</c> at an orderly end. Nothing is flushed to the disk: it has to survive the process, not the machine. What cannot be written
/// is not counted; that must not keep a bot from answering.
/// </summary>
internal sealed class StartLog : IDisposable
{
    /// <summary>The file is written anew when it is longer; most of it is then about what has ended.</summary>
    private const long LongestFile = 256 * 1024;

    private const string Name = "running.log";

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> deaths = new(StringComparer.Ordinal);
    private readonly HashSet<string> running = new(StringComparer.Ordinal);
    private readonly IOwnedState state;
    private long length;
    private bool isClosed;

    /// <summary>Reads what an earlier process left, and counts its death for what was at work then.</summary>
    public StartLog(IOwnedState state)
    {
        this.state = state;
        if (state.Read(Name) is { } content)
        {
            Read(Encoding.UTF8.GetString(content).Split('\n'));
        }

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

    /// <summary>A handler starts.</summary>
    public void Start(string trigger)
    {
        lock (gate)
        {
            if (running.Add(trigger))
            {
                Append($"+ {trigger}\n");
            }
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
                Append($"- {trigger}\n");
                if (length > LongestFile)
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
            Append(".\n");
            isClosed = true;
        }
    }

    private void Read(string[] lines)
    {
        foreach (string line in lines)
        {
            if (line.StartsWith("+ ", StringComparison.Ordinal))
            {
                running.Add(line[2..]);
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                running.Remove(line[2..]);
                deaths.Remove(line[2..]);
            }
            else if (line == ".")
            {
                running.Clear();
            }
            else if (line.Split(' ', 3) is ["=", var count, var trigger] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int times))
            {
                deaths[trigger] = times;
            }
        }
    }

    private void Rewrite()
    {
        var text = new StringBuilder();
        foreach ((string trigger, int times) in deaths)
        {
            text.Append(CultureInfo.InvariantCulture, $"= {times} {trigger}\n");
        }

        foreach (string trigger in running)
        {
            text.Append(CultureInfo.InvariantCulture, $"+ {trigger}\n");
        }

        byte[] content = Encoding.UTF8.GetBytes(text.ToString());
        try
        {
            state.Write(Name, content, durable: false);
            length = content.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            isClosed = true;
        }
    }

    private void Append(string line)
    {
        if (isClosed)
        {
            return;
        }

        byte[] addition = Encoding.UTF8.GetBytes(line);
        try
        {
            state.Append(Name, addition, durable: false);
            length += addition.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not counted, then.
        }
    }
}
