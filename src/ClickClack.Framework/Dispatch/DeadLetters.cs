using System.Buffers;
using System.Text.Json;
using ClickClack.Realtime;
using ClickClack.Telemetry;

namespace ClickClack.Dispatch;

/// <summary>
/// The messages that were given up (delivery rule 17), in <c>dead-letters.jsonl</c>: one JSON object a line, the newest last. A trigger
/// that is listed does not run again. What cannot be written is listed all the same and written later; until then no checkpoint is saved,
/// so that a crash in between costs nothing but another run.
/// </summary>
internal sealed class DeadLetters
{
    /// <summary>What is said of them when they cannot be written.</summary>
    private const string Name = "the dead letters";

    private readonly Lock gate = new();
    private readonly HashSet<string> triggers = new(StringComparer.Ordinal);

    /// <summary>Listed and in no file: all, if there is none; else what could not be written yet.</summary>
    private readonly List<DeadLetter> unkept = [];
    private readonly StorageHealth health;
    private readonly string? path;
    private bool lineIsOpen;

    /// <summary>Reads what is listed.</summary>
    /// <param name="directory">The state directory, or null to keep nothing.</param>
    /// <param name="health">Told whether they can be written.</param>
    public DeadLetters(string? directory, StorageHealth health)
    {
        this.health = health;
        if (directory is null)
        {
            return;
        }

        path = Path.Combine(directory, "dead-letters.jsonl");
        if (!File.Exists(path))
        {
            return;
        }

        foreach (DeadLetter letter in Read(path))
        {
            triggers.Add(letter.Trigger);
        }

        lineIsOpen = !EndsWithNewLine(path);
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
                unkept.Add(letter);
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
            if (path is null || unkept.Count == 0)
            {
                return true;
            }

            try
            {
                Append();
                health.Saved(Name);
                return true;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                health.Failed(Name, error.Message);
                return false;
            }
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

    private void Append()
    {
        var text = new ArrayBufferWriter<byte>();
        text.Write(lineIsOpen ? NewLine : []);
        foreach (DeadLetter letter in unkept)
        {
            text.Write(JsonSerializer.SerializeToUtf8Bytes(letter, DeadLetterJson.Default.DeadLetter));
            text.Write(NewLine);
        }

        // From here on a failure may leave a part of it: what follows begins a line of its own.
        using var stream = new FileStream(path!, PrivateFile.Options(FileMode.Append));
        lineIsOpen = true;
        stream.Write(text.WrittenSpan);
        stream.Flush(flushToDisk: true);
        lineIsOpen = false;
        unkept.Clear();
    }

    private List<DeadLetter> Listed() => [.. Written().Concat(unkept).DistinctBy(static letter => letter.Trigger)];

    private IEnumerable<DeadLetter> Written() => path is null || !File.Exists(path) ? [] : Read(path);

    private void Rewrite(List<DeadLetter> letters)
    {
        if (path is null)
        {
            unkept.Clear();
            unkept.AddRange(letters);
            return;
        }

        string beside = path + ".new";
        using (var stream = new FileStream(beside, PrivateFile.Options(FileMode.Create)))
        {
            foreach (DeadLetter letter in letters)
            {
                JsonSerializer.Serialize(stream, letter, DeadLetterJson.Default.DeadLetter);
                stream.Write(NewLine);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        lineIsOpen = false;
        unkept.Clear();
        health.Saved(Name);
    }

    private static IEnumerable<DeadLetter> Read(string path)
    {
        foreach (string line in File.ReadLines(path))
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

    private static bool EndsWithNewLine(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.Length == 0)
        {
            return true;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }
}
