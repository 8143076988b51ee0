using System.Buffers;
using System.Text;
using System.Text.Json;
using ClickClack.Realtime;
using ClickClack.State;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The messages that were given up (delivery rule 17), in <c>dead-letters.jsonl</c>: a JSON object a line, the newest last, and <c>- trigger</c>
/// for one that was taken off. A trigger that is listed does not run again. What cannot be written is listed all the same and written later;
/// until then no checkpoint is saved, so that a crash in between costs no more than another run. In memory is which there are, not what they
/// say. Of more than the file may hold, the oldest go to <c>dead-letters.old.jsonl</c>, in the place of those that went there before.
/// </summary>
internal sealed partial class DeadLetters
{
    /// <summary>A longer text is cut: an exception's message may hold all that a stranger wrote.</summary>
    internal const int LongestText = 2000;

    private const string Name = "dead-letters.jsonl";

    /// <summary>Where the oldest go.</summary>
    private const string OldName = "dead-letters.old.jsonl";

    /// <summary>What is said of them when they cannot be written.</summary>
    private const string What = "the dead letters";

    /// <summary>A longer one is kept without what was to be written.</summary>
    private const int LongestLetter = 4 * 1024 * 1024;

    /// <summary>So much may be taken off before the file is written anew.</summary>
    private const long LittleGarbage = 64 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> index = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> byMessage = new(StringComparer.Ordinal);
    private readonly IOwnedState state;
    private readonly StorageHealth health;
    private readonly ILogger logger;
    private readonly AppendLog log;
    private readonly long longestFile;

    /// <summary>Listed, and not written yet.</summary>
    private readonly List<Unwritten> unwritten = [];
    private long liveBytes;

    /// <summary>Reads what is listed.</summary>
    /// <param name="state">Where they are kept.</param>
    /// <param name="health">Told whether they can be written.</param>
    /// <param name="logger">Told when the oldest go.</param>
    /// <param name="longestFile">So many bytes are listed.</param>
    /// <exception cref="InvalidDataException">They cannot be read.</exception>
    public DeadLetters(IOwnedState state, StorageHealth health, ILogger logger, long longestFile = 16 * 1024 * 1024)
    {
        this.state = state;
        this.health = health;
        this.logger = logger;
        this.longestFile = longestFile;
        log = new AppendLog(state, Name, health, "move it away to start with none");
        log.Load(Take);
        if (log.MustRewrite || log.Length > longestFile)
        {
            Try(Compact);
        }
    }

    /// <summary>How many are listed.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return index.Count;
            }
        }
    }

    /// <summary>Whether a trigger is listed.</summary>
    public bool Contains(string trigger)
    {
        lock (gate)
        {
            return index.ContainsKey(trigger);
        }
    }

    /// <summary>The triggers that are listed of a message: its own, and those of its edits.</summary>
    /// <param name="message">The message's trigger key.</param>
    public IReadOnlyList<string> Of(string message)
    {
        lock (gate)
        {
            IEnumerable<string> edits = byMessage.TryGetValue(message, out HashSet<string>? found) ? found : [];
            return index.ContainsKey(message) ? [message, .. edits] : [.. edits];
        }
    }

    /// <summary>Lists one, unless its trigger is listed. It survives a crash once <see cref="TryFlush"/> says so, which mostly is at once.</summary>
    public void Add(DeadLetter letter)
    {
        lock (gate)
        {
            if (!index.ContainsKey(letter.Trigger))
            {
                Put(letter);
            }
        }
    }

    /// <summary>Lists one in the place of the one of its trigger, if that is still listed.</summary>
    public void Replace(DeadLetter fresh)
    {
        lock (gate)
        {
            if (index.ContainsKey(fresh.Trigger))
            {
                Forget(fresh.Trigger);
                Put(fresh);
            }
        }
    }

    /// <summary>Writes what could not be written before.</summary>
    /// <returns>Whether everything that is listed survives a crash.</returns>
    public bool TryFlush()
    {
        lock (gate)
        {
            return unwritten.Count == 0 || Try(Write);
        }
    }

    /// <summary>Those that are listed, the oldest first.</summary>
    /// <param name="skip">So many are left out.</param>
    /// <param name="take">No more are read.</param>
    public IReadOnlyList<DeadLetter> List(int skip = 0, int take = int.MaxValue)
    {
        lock (gate)
        {
            var found = new List<DeadLetter>();
            Scan((content, _) =>
            {
                if (skip > 0)
                {
                    skip--;
                }
                else if (found.Count < take && Read(content) is { } letter)
                {
                    found.Add(letter);
                }
            });
            foreach (Unwritten letter in unwritten.Skip(skip).Take(take - found.Count))
            {
                found.Add(Read(letter.Json)!);
            }

            return found;
        }
    }

    /// <summary>The letter of a trigger; null if it is not listed.</summary>
    public DeadLetter? Find(string trigger)
    {
        lock (gate)
        {
            if (!index.TryGetValue(trigger, out Entry entry))
            {
                return null;
            }

            if (unwritten.Find(letter => letter.Trigger == trigger) is { } waiting)
            {
                return Read(waiting.Json);
            }

            DeadLetter? found = null;
            Scan((content, offset) => found = offset == entry.Offset ? Read(content) : found);
            return found;
        }
    }

    /// <summary>Takes one off the list.</summary>
    /// <returns>Whether it was listed.</returns>
    public bool Remove(string trigger)
    {
        lock (gate)
        {
            if (!index.TryGetValue(trigger, out Entry entry))
            {
                return false;
            }

            Unwritten? waiting = unwritten.Find(letter => letter.Trigger == trigger);
            Forget(trigger);
            try
            {
                if (MustCompact)
                {
                    Compact();
                }
                else if (entry.IsInFile)
                {
                    log.Append(Encoding.UTF8.GetBytes($"- {trigger}"), durable: true);
                }
            }
            catch
            {
                Remember(trigger, entry);
                if (waiting is not null)
                {
                    unwritten.Add(waiting);
                }

                throw;
            }

            return true;
        }
    }

    private bool MustCompact => log.MustRewrite || log.Length > longestFile || log.Length - liveBytes > liveBytes + LittleGarbage;

    private void Put(DeadLetter letter)
    {
        byte[] json = Serialize(letter);
        Remember(letter.Trigger, new Entry(Offset: -1, Bytes: 0, MessageOf(letter)));
        unwritten.Add(new Unwritten(letter.Trigger, json));
        Try(Write);
    }

    private bool Try(Action write)
    {
        try
        {
            write();
            health.Saved(What);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            health.Failed(What, error.Message);
            return false;
        }
    }

    private void Write()
    {
        if (MustCompact)
        {
            Compact();
            return;
        }

        while (unwritten is [var letter, ..])
        {
            long begin = log.Append(letter.Json, durable: true);
            Remember(letter.Trigger, index[letter.Trigger] with { Offset = begin, Bytes = (int)(log.Length - begin) });
            unwritten.RemoveAt(0);
        }
    }

    /// <summary>Writes the file anew, without what was taken off.</summary>
    private void Compact()
    {
        var kept = new ArrayBufferWriter<byte>();
        var places = new List<(string Trigger, Entry Entry)>();
        var gone = new List<string>();
        Scan((content, _) =>
        {
            if (Read(content) is { } letter)
            {
                Keep(letter.Trigger, Serialize(letter));
            }
        });
        foreach (Unwritten letter in unwritten)
        {
            Keep(letter.Trigger, letter.Json);
        }

        log.Rewrite(lines => lines.Write(kept.WrittenSpan), durable: true);
        unwritten.Clear();
        gone.ForEach(Forget);
        liveBytes = 0;
        foreach ((string trigger, Entry entry) in places)
        {
            index[trigger] = entry;
            liveBytes += entry.Bytes;
        }

        if (gone.Count > 0)
        {
            OldestGone(logger, gone.Count, state.Locate(Name), longestFile / 1024 / 1024, state.Locate(OldName));
        }

        void Keep(string trigger, byte[] json)
        {
            if (kept.WrittenCount > longestFile)
            {
                GiveWay();
            }

            int begin = kept.WrittenCount;
            StateLine.Write(kept, json);
            places.Add((trigger, index[trigger] with { Offset = begin, Bytes = kept.WrittenCount - begin }));
        }

        void GiveWay()
        {
            int old = places.FindIndex(place => place.Entry.Offset >= longestFile / 2);
            int half = (int)places[old].Entry.Offset;
            state.Write(OldName, kept.WrittenSpan[..half], durable: true);
            gone.AddRange(places.Take(old).Select(static place => place.Trigger));
            places = [.. places.Skip(old).Select(place => (place.Trigger, place.Entry with { Offset = place.Entry.Offset - half }))];
            var rest = new ArrayBufferWriter<byte>();
            rest.Write(kept.WrittenSpan[half..]);
            kept = rest;
        }
    }

    /// <summary>Reads the lines of the file that are listed.</summary>
    private void Scan(Action<ReadOnlySpan<byte>, long> read)
    {
        HashSet<long> listed = [.. index.Values.Where(static entry => entry.IsInFile).Select(static entry => entry.Offset)];
        if (listed.Count == 0)
        {
            return;
        }

        log.Scan((content, offset) =>
        {
            if (listed.Contains(offset))
            {
                read(content, offset);
            }

            return true;
        });
    }

    private bool Take(ReadOnlySpan<byte> content, long offset)
    {
        if (content is [(byte)'-', (byte)' ', .. var removed])
        {
            Forget(Encoding.UTF8.GetString(removed));
            return true;
        }

        if (Read(content) is not { } letter)
        {
            return false;
        }

        Remember(letter.Trigger, new Entry(offset, content.Length, MessageOf(letter)));
        return true;
    }

    private void Remember(string trigger, Entry entry)
    {
        Forget(trigger, butUnwritten: true);
        index[trigger] = entry;
        liveBytes += entry.Bytes;
        if (entry.Message is { } message)
        {
            if (!byMessage.TryGetValue(message, out HashSet<string>? triggers))
            {
                byMessage.Add(message, triggers = new HashSet<string>(StringComparer.Ordinal));
            }

            triggers.Add(trigger);
        }
    }

    private void Forget(string trigger) => Forget(trigger, butUnwritten: false);

    private void Forget(string trigger, bool butUnwritten)
    {
        if (!index.Remove(trigger, out Entry entry))
        {
            return;
        }

        liveBytes -= entry.Bytes;
        if (entry.Message is { } message && byMessage.TryGetValue(message, out HashSet<string>? triggers) && triggers.Remove(trigger) && triggers.Count == 0)
        {
            byMessage.Remove(message);
        }

        if (!butUnwritten)
        {
            unwritten.RemoveAll(letter => letter.Trigger == trigger);
        }
    }

    /// <summary>The message that an edit, or the plan for it, is of; null if the trigger itself is the message.</summary>
    private static string? MessageOf(DeadLetter letter)
    {
        string? message = letter.Plan?.Trigger
            ?? (letter.Event is { } wire && MessageChanges.IsChange(wire) && wire.PayloadText("message_id") is { } id ? TriggerKey.OfMessage(id) : null);
        return message == letter.Trigger ? null : message;
    }

    private static byte[] Serialize(DeadLetter letter)
    {
        letter = letter with { Route = Cut(letter.Route), Error = Cut(letter.Error)! };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(letter, DeadLetterJson.Default.DeadLetter);
        return json.Length <= LongestLetter
            ? json
            : JsonSerializer.SerializeToUtf8Bytes(
                letter with { Plan = null, Event = null, Error = $"{letter.Error} (what was to be written is too long to be kept)" },
                DeadLetterJson.Default.DeadLetter);
    }

    private static string? Cut(string? text) => text is { Length: > LongestText }
        ? text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…"
        : text;

    private static DeadLetter? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DeadLetterJson.Default.DeadLetter) is { Trigger: not null, Error: not null } letter ? letter : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Where one is.</summary>
    /// <param name="Offset">Where its line begins; negative while it is not written.</param>
    /// <param name="Bytes">How long its line is, as far as it is written.</param>
    /// <param name="Message">The message's trigger key, if it is another.</param>
    private readonly record struct Entry(long Offset, int Bytes, string? Message)
    {
        public bool IsInFile => Offset >= 0;
    }

    private sealed record Unwritten(string Trigger, byte[] Json);

    [LoggerMessage(133, LogLevel.Warning,
        "{Count} dead letters, the oldest, are no longer listed, because {File} may hold {Megabytes} MB: the last of them are in {Old}, in the place of those before")]
    private static partial void OldestGone(ILogger logger, int count, string file, long megabytes, string old);
}
