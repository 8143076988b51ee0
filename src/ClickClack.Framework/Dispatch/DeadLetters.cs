using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The messages that were given up (delivery rule 17), in <c>dead-letters.jsonl</c>: one JSON object a line, the newest last. A trigger
/// that is listed does not run again.
/// </summary>
internal sealed class DeadLetters
{
    private const string Name = "dead-letters.jsonl";

    private readonly Lock gate = new();
    private readonly HashSet<string> triggers = new(StringComparer.Ordinal);
    private readonly IOwnedState state;
    private bool lineIsOpen;

    /// <summary>Reads what is listed.</summary>
    public DeadLetters(IOwnedState state)
    {
        this.state = state;
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

            byte[] line = JsonSerializer.SerializeToUtf8Bytes(letter, DeadLetterJson.Default.DeadLetter);
            bool wasOpen = lineIsOpen;
            lineIsOpen = true;
            state.Append(Name, [.. wasOpen ? NewLine : [], .. line, .. NewLine], durable: true);
            lineIsOpen = false;
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

    private List<DeadLetter> Listed() => [.. Read(state.Read(Name) ?? []).DistinctBy(letter => letter.Trigger)];

    private void Rewrite(List<DeadLetter> letters)
    {
        using var content = new MemoryStream();
        foreach (DeadLetter letter in letters)
        {
            JsonSerializer.Serialize(content, letter, DeadLetterJson.Default.DeadLetter);
            content.Write(NewLine);
        }

        state.Write(Name, content.GetBuffer().AsSpan(0, (int)content.Length), durable: true);
        lineIsOpen = false;
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
