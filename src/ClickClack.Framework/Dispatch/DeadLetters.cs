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

        foreach (string line in File.ReadLines(path))
        {
            try
            {
                if (JsonSerializer.Deserialize(line, DeadLetterJson.Default.DeadLetter) is { Trigger: { } trigger })
                {
                    triggers.Add(trigger);
                }
            }
            catch (JsonException)
            {
                // The last line, cut off by a crash: its message runs once more, which is what would have happened without the line.
            }
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
            if (!triggers.Add(letter.Trigger) || path is null)
            {
                return;
            }

            using var stream = new FileStream(path, PrivateFile.Options(FileMode.Append));
            byte[] line = JsonSerializer.SerializeToUtf8Bytes(letter, DeadLetterJson.Default.DeadLetter);
            stream.Write([.. lineIsOpen ? NewLine : [], .. line, .. NewLine]);
            lineIsOpen = false;
            stream.Flush(flushToDisk: true);
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
