using System.Text.Json;
using ClickClack.Realtime;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The messages that were given up (delivery rule 17), in <c>dead-letters.jsonl</c>: one JSON object a line, the newest last. A trigger
/// that is listed does not run again.
/// </summary>
internal sealed class DeadLetters
{
    private readonly Lock gate = new();
    private readonly HashSet<string> triggers = new(StringComparer.Ordinal);
    private readonly List<DeadLetter> unkept = [];
    private readonly string? path;
    private bool lineIsOpen;

    /// <summary>Reads what is listed.</summary>
    /// <param name="directory">The state directory, or null to keep nothing.</param>
    public DeadLetters(string? directory)
    {
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

    /// <summary>Lists one as <see cref="Add"/> does, or says that it cannot be written: the bot goes on all the same.</summary>
    public void TryAdd(DeadLetter letter, ILogger logger)
    {
        try
        {
            Add(letter);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            logger.DeadLettersUnwritable(unwritable.Message);
        }
    }

    /// <summary>Lists one; once this returns it survives a crash.</summary>
    public void Add(DeadLetter letter)
    {
        lock (gate)
        {
            if (!triggers.Add(letter.Trigger))
            {
                return;
            }

            if (path is null)
            {
                unkept.Add(letter);
                return;
            }

            using var stream = new FileStream(path, PrivateFile.Options(FileMode.Append));
            byte[] line = JsonSerializer.SerializeToUtf8Bytes(letter, DeadLetterJson.Default.DeadLetter);
            stream.Write([.. lineIsOpen ? NewLine : [], .. line, .. NewLine]);
            lineIsOpen = false;
            stream.Flush(flushToDisk: true);
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

    private List<DeadLetter> Listed() => path is null ? [.. unkept] : !File.Exists(path) ? [] : [.. Read(path).DistinctBy(letter => letter.Trigger)];

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
