using System.Text;
using ClickClack.State;

namespace ClickClack.Replies;

/// <summary>
/// The messages whose answers change with them (delivery rule 7), in <c>followed.log</c>: a deleted message no longer tells which command
/// took it. A line for each: <c>+ trigger</c> when its handler runs, <c>x slot trigger</c> for an answer that was taken back, whose name the
/// server never gives again, <c>- trigger</c> when the message is deleted. The oldest are forgotten; the answers of those stay when their
/// messages are deleted. Nothing is flushed to the disk: it has to survive the process, not the machine.
/// </summary>
internal sealed class FollowedAnswers
{
    /// <summary>So many messages are remembered.</summary>
    internal const int Most = 4096;

    /// <summary>The file is written anew when it is longer.</summary>
    private const long LongestFile = 1024 * 1024;

    private const string Name = "followed.log";

    /// <summary>What is said of it when it cannot be written.</summary>
    private const string What = "which answers follow their messages";

    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<string>> taken = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private readonly StorageHealth health;
    private readonly AppendLog log;
    private long rewritten;

    /// <summary>Reads what earlier runs left.</summary>
    /// <param name="state">Where it is kept.</param>
    /// <param name="health">Told whether it can be written.</param>
    public FollowedAnswers(IOwnedState state, StorageHealth health)
    {
        this.health = health;
        log = new AppendLog(state, Name, health, "delete it: answers that are there then stay when their messages are deleted");
        log.Load((content, _) => Read(Encoding.UTF8.GetString(content).Split(' ')));
        if (log.MustRewrite || log.Length > LongestFile)
        {
            Write(Rewrite);
        }
    }

    /// <summary>Whether the answer of a trigger is to go with its message.</summary>
    public bool Contains(string trigger)
    {
        lock (gate)
        {
            return taken.ContainsKey(trigger);
        }
    }

    /// <summary>From now on the answer of a trigger follows its message.</summary>
    public void Add(string trigger)
    {
        lock (gate)
        {
            if (Remember(trigger))
            {
                Append($"+ {trigger}");
            }
        }
    }

    /// <summary>The name of a slot as it can be used: that of an answer which the bot deleted is used up.</summary>
    /// <param name="trigger">The trigger key.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="used">A name of it that is about to be used up; null for none.</param>
    public string NameOf(string trigger, string slot, string? used = null)
    {
        lock (gate)
        {
            HashSet<string>? names = taken.GetValueOrDefault(trigger);
            string name = slot;
            for (int number = 1; name == used || names?.Contains(name) == true; number++)
            {
                name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{slot}~{number}");
            }

            return name;
        }
    }

    /// <summary>The bot is about to delete an answer: its slot gets another name.</summary>
    public void UseUp(string trigger, string name)
    {
        lock (gate)
        {
            Remember(trigger);
            if (taken[trigger].Add(name))
            {
                Append($"x {name} {trigger}");
            }
        }
    }

    /// <summary>The message was deleted, and so was its answer.</summary>
    public void Remove(string trigger)
    {
        lock (gate)
        {
            if (taken.Remove(trigger))
            {
                Append($"- {trigger}");
            }
        }
    }

    private bool Read(string[] words)
    {
        switch (words)
        {
            case ["+", var trigger]:
                Remember(trigger);
                return true;

            case ["x", var name, var trigger]:
                Remember(trigger);
                taken[trigger].Add(name);
                return true;

            case ["-", var trigger]:
                taken.Remove(trigger);
                return true;

            default:
                return false;
        }
    }

    private bool Remember(string trigger)
    {
        if (!taken.TryAdd(trigger, []))
        {
            return false;
        }

        order.Enqueue(trigger);
        if (order.Count > Most)
        {
            taken.Remove(order.Dequeue());
        }

        return true;
    }

    private void Append(string line) => Write(() =>
    {
        // Of what is remembered, half of the file at least.
        if (log.MustRewrite || log.Length > LongestFile + rewritten)
        {
            Rewrite();
        }
        else
        {
            log.Append(Encoding.UTF8.GetBytes(line), durable: false);
        }
    });

    private void Rewrite()
    {
        log.Rewrite(
            lines =>
            {
                foreach (string trigger in order.Where(taken.ContainsKey))
                {
                    StateLine.Write(lines, Encoding.UTF8.GetBytes($"+ {trigger}"));
                    foreach (string name in taken[trigger])
                    {
                        StateLine.Write(lines, Encoding.UTF8.GetBytes($"x {name} {trigger}"));
                    }
                }
            },
            durable: false);
        rewritten = log.Length;
    }

    private void Write(Action write)
    {
        try
        {
            write();
            health.Saved(What);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // All of it is written with the next line.
            health.Failed(What, error.Message);
        }
    }
}
