using System.Text;
using System.Text.Json;
using ClickClack.State;

namespace ClickClack.Dispatch;

/// <summary>
/// The messages that were given up (delivery rule 17), in <c>dead-letters.jsonl</c>: one JSON object a line, the newest last. A trigger
/// that is listed does not run again. What cannot be written is listed all the same and written later; until then no checkpoint is saved,
/// so that a crash in between costs no more than another run.
/// </summary>
internal sealed class DeadLetters
{
    private const string Name = "dead-letters.jsonl";

    /// <summary>What is said of them when they cannot be written.</summary>
    private const string What = "the dead letters";

    private readonly Lock gate = new();
    private readonly HashSet<string> triggers = new(StringComparer.Ordinal);
    private readonly IOwnedState state;
    private readonly StorageHealth health;

    /// <summary>Listed, and not written yet.</summary>
    private readonly List<DeadLetter> unwritten = [];
    private bool lineIsOpen;

    /// <summary>Reads what is listed.</summary>
    /// <param name="state">Where they are kept.</param>
    /// <param name="health">Told whether they can be written.</param>
    public DeadLetters(IOwnedState state, StorageHealth health)
    {
        this.state = state;
        this.health = health;
        byte[] content = state.Read(Name) ?? [];
        foreach (DeadLetter letter in Read(content))
        {
            triggers.Add(letter.Trigger);
        }

        lineIsOpen = content is [.., not (byte)'\n'];
    }

    /// <summary>Whether a trigger is listed.</summary>
    public bool Contains(string trigger)
    {
        lock (gate)
        {
            return triggers.Contains(trigger);
        }
    }

    /// <summary>Lists one, unless its trigger is listed. It survives a crash once <see cref="TryFlush"/> says so, which mostly is at once.</summary>
    public void Add(DeadLetter letter)
    {
        lock (gate)
        {
            if (triggers.Add(letter.Trigger))
            {
                unwritten.Add(letter);
                TryFlush();
            }
        }
    }

    /// <summary>Writes what could not be written before.</summary>
    /// <returns>Whether everything that is listed survives a crash.</returns>
    public bool TryFlush()
    {
        lock (gate)
        {
            if (unwritten.Count == 0)
            {
                return true;
            }

            using var content = new MemoryStream();
            content.Write(lineIsOpen ? NewLine : []);
            Serialize(content, unwritten);
            try
            {
                // A failure may leave a part of it: what follows then begins a line of its own.
                lineIsOpen = true;
                state.Append(Name, content.GetBuffer().AsSpan(0, (int)content.Length), durable: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                health.Failed(What, error.Message);
                return false;
            }

            lineIsOpen = false;
            unwritten.Clear();
            health.Saved(What);
            return true;
        }
    }

    /// <summary>All that are listed, the oldest first.</summary>
    public IReadOnlyList<DeadLetter> All()
    {
        lock (gate)
        {
            return Listed();
        }
    }

    /// <summary>Whether none is listed.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return triggers.Count == 0;
            }
        }
    }

    /// <summary>The letter of a trigger; null if it is not listed.</summary>
    public DeadLetter? Find(string trigger) => All().FirstOrDefault(letter => letter.Trigger == trigger);

    /// <summary>Takes one off the list.</summary>
    /// <returns>Whether it was listed.</returns>
    public bool Remove(string trigger)
    {
        lock (gate)
        {
            if (!triggers.Contains(trigger))
            {
                return false;
            }

            Rewrite([.. Listed().Where(letter => letter.Trigger != trigger)]);
            return triggers.Remove(trigger);
        }
    }

    /// <summary>Lists one in the place of the one of its trigger, if that is still listed.</summary>
    public void Replace(DeadLetter fresh)
    {
        lock (gate)
        {
            if (triggers.Contains(fresh.Trigger))
            {
                Rewrite([.. Listed().Where(letter => letter.Trigger != fresh.Trigger), fresh]);
            }
        }
    }

    private List<DeadLetter> Listed() => [.. Read(state.Read(Name) ?? []).Concat(unwritten).DistinctBy(static letter => letter.Trigger)];

    private void Rewrite(List<DeadLetter> letters)
    {
        using var content = new MemoryStream();
        Serialize(content, letters);
        state.Write(Name, content.GetBuffer().AsSpan(0, (int)content.Length), durable: true);
        lineIsOpen = false;
        unwritten.Clear();
        health.Saved(What);
    }

    private static void Serialize(MemoryStream content, List<DeadLetter> letters)
    {
        foreach (DeadLetter letter in letters)
        {
            JsonSerializer.Serialize(content, letter, DeadLetterJson.Default.DeadLetter);
            content.Write(NewLine);
        }
    }

    private static IEnumerable<DeadLetter> Read(byte[] content)
    {
        foreach (string line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            DeadLetter? letter = null;
            try
            {
                letter = JsonSerializer.Deserialize(line, DeadLetterJson.Default.DeadLetter);
            }
            catch (JsonException)
            {
                // The last line, cut off by a crash: its message runs once more, which is what would have happened without the line.
            }

            if (letter is { Trigger: not null })
            {
                yield return letter;
            }
        }
    }

    private static ReadOnlySpan<byte> NewLine => "\n"u8;
}
