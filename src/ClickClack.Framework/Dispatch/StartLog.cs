using System.Globalization;
using System.Text;
using ClickClack.Realtime;
using ClickClack.Telemetry;

namespace ClickClack.Dispatch;

/// <summary>
/// Which triggers are at work, in <c>running.log</c>, so that one whose handler takes the process down is recognized (delivery rule 18).
/// A line for each: <c>+ trigger</c> when its handler starts, <c>- trigger</c> when it ends, <c>= n trigger</c> at n deaths so far, and
/// <c>.</c> at an orderly end. Nothing is flushed to the disk: it has to survive the process, not the machine. What cannot be written
/// is not counted, which the status says; that must not keep a bot from answering.
/// </summary>
internal sealed class StartLog : IDisposable
{
    /// <summary>The file is written anew when it is longer; most of it is then about what has ended.</summary>
    private const long LongestFile = 256 * 1024;

    /// <summary>What is said of it when it cannot be written.</summary>
    private const string Name = "which handlers run";

    private readonly Lock gate = new();
    private readonly StorageHealth health;
    private readonly Dictionary<string, int> deaths = new(StringComparer.Ordinal);
    private readonly HashSet<string> running = new(StringComparer.Ordinal);
    private readonly string? path;
    private FileStream? stream;

    /// <summary>Reads what an earlier process left, and counts its death for what was at work then.</summary>
    /// <param name="directory">The state directory, or null to count nothing.</param>
    /// <param name="health">Told whether it can be written.</param>
    public StartLog(string? directory, StorageHealth health)
    {
        this.health = health;
        if (directory is null)
        {
            return;
        }

        path = Path.Combine(directory, "running.log");
        if (File.Exists(path))
        {
            Read(File.ReadLines(path));
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
                if (stream?.Length > LongestFile)
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
            if (stream is not null)
            {
                Append(".\n");
            }

            stream?.Dispose();
            stream = null;
        }
    }

    private void Read(IEnumerable<string> lines)
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

        try
        {
            stream?.Dispose();
            stream = null;
            string fresh = path + ".new";
            using (var written = new FileStream(fresh, PrivateFile.Options(FileMode.Create)))
            {
                written.Write(Encoding.UTF8.GetBytes(text.ToString()));
            }

            File.Move(fresh, path!, overwrite: true);
            FileStreamOptions options = PrivateFile.Options(FileMode.Append);
            options.BufferSize = 0;
            stream = new FileStream(path!, options);
            health.Saved(Name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            health.Failed(Name, error.Message);
        }
    }

    private void Append(string line)
    {
        if (path is null)
        {
            return;
        }

        if (stream is null)
        {
            // It could not be written before. All that is at work, this line's included, is written anew.
            Rewrite();
            return;
        }

        try
        {
            stream.Write(Encoding.UTF8.GetBytes(line));
        }
        catch (IOException error)
        {
            health.Failed(Name, error.Message);
            stream.Dispose();
            stream = null;
        }
    }
}
