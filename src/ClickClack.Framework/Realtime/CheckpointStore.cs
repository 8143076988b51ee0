using System.Buffers;
using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// Keeps the checkpoint, as <c>checkpoint.jsonl</c>: a line that is whole, and lines that say what has changed since. Saved by one caller at
/// a time.
/// </summary>
internal sealed class CheckpointStore(IOwnedState state)
{
    private const string Name = "checkpoint.jsonl";

    /// <summary>Its name before version 3.</summary>
    private const string FormerName = "checkpoint.json";

    /// <summary>So many bytes of changes are read at a start in no time that anyone would notice.</summary>
    private const int ShortBytes = 64 * 1024;

    private static ReadOnlySpan<byte> EndOfLine => "\n"u8;

    // Four times a second: the room for it is kept.
    private readonly ArrayBufferWriter<byte> buffer = new();
    private bool isFormerGone;
    private int wholeBytes;
    private int changedBytes;

    /// <summary>Whether the changes are longer than what they change: it is time to save all as one.</summary>
    public bool IsLong => changedBytes > Math.Max(wholeBytes, ShortBytes);

    /// <summary>The checkpoint saved last, or null if there is none.</summary>
    /// <exception cref="InvalidDataException">There is one, but it cannot be read.</exception>
    public Checkpoint? Load() =>
        state.Read(Name) is { } content ? Read(Name, content)
        : state.Read(FormerName) is { } former ? Read(FormerName, former)
        : null;

    /// <summary>Replaces it. Once this returns, a crash at any later point finds it whole.</summary>
    public void Save(Checkpoint checkpoint)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            CheckpointJson.Write(writer, checkpoint);
        }

        buffer.Write(EndOfLine);
        state.Write(Name, buffer.WrittenSpan, durable: true);
        (wholeBytes, changedBytes) = (buffer.WrittenCount, 0);
        if (!isFormerGone)
        {
            state.Delete(FormerName);
            isFormerGone = true;
        }
    }

    /// <summary>Adds to it. Once this returns, a crash at any later point finds the change.</summary>
    /// <remarks>If it throws, a part of the change may be there: what is saved next must be whole.</remarks>
    public void Save(CheckpointChange change)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            CheckpointJson.Write(writer, change);
        }

        buffer.Write(EndOfLine);
        state.Append(Name, buffer.WrittenSpan, durable: true);
        changedBytes += buffer.WrittenCount;
    }

    private Checkpoint Read(string name, byte[] content)
    {
        Checkpoint? checkpoint = null;
        var changes = new List<CheckpointChange>();
        try
        {
            foreach (Range line in Lines(content))
            {
                CheckpointLine read = CheckpointJson.Read(content.AsSpan(line));
                if (checkpoint is null)
                {
                    checkpoint = ReadWhole(name, read);
                }
                else
                {
                    changes.Add(ReadChange(name, read));
                }
            }
        }
        catch (JsonException error)
        {
            throw Unreadable(name, error.Message, error);
        }

        return checkpoint is null ? throw Unreadable(name, "it is empty") : CheckpointChange.Apply(checkpoint, changes);
    }

    /// <summary>The lines but for one that a crash cut off; what has one line only was written at once and is whole.</summary>
    private static List<Range> Lines(byte[] content)
    {
        var lines = new List<Range>();
        int start = 0;
        while (start < content.Length)
        {
            int length = content.AsSpan(start).IndexOf(EndOfLine);
            if (length < 0)
            {
                if (start == 0)
                {
                    lines.Add(..);
                }

                break;
            }

            lines.Add(start..(start + length));
            start += length + 1;
        }

        return lines;
    }

    private Checkpoint ReadWhole(string name, CheckpointLine line) => line switch
    {
        { Version: 0 } => throw Unreadable(name, "it has no version"),
        { Version: < 0 or > CheckpointLine.CurrentVersion } => throw new InvalidDataException(
            $"{state.Locate(name)} was written by another version of the framework ({line.Version}); this one knows {CheckpointLine.CurrentVersion}"),
        { Cursor: { } cursor, Done: { } done, Pending: { } pending } when AreWhole(done, pending)
            => new Checkpoint(cursor, done, pending, line is { RootsSince: { } since, Roots: { } roots } ? new SavedRoots(since, roots) : null),
        _ => throw Unreadable(name, "something in it is missing"),
    };

    private CheckpointChange ReadChange(string name, CheckpointLine line) => line.Cursor is { } cursor && AreWhole(line.Done ?? [], line.Pending ?? [])
        ? new CheckpointChange(cursor, line.Done ?? [], line.Pending ?? [], line.Roots ?? [])
        : throw Unreadable(name, "something in it is missing");

    private static bool AreWhole(string[] done, WireEvent[] pending) =>
        !done.Contains(null!) && !Array.Exists(pending, static wire => wire.Id.Value.Length == 0);

    private InvalidDataException Unreadable(string name, string reason, Exception? error = null) =>
        new($"{state.Locate(name)} cannot be read; delete it to start from now ({reason})", error);
}
