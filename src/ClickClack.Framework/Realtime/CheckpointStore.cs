using System.Buffers;
using System.Text.Json;
using ClickClack.Protocol;
using ClickClack.State;

namespace ClickClack.Realtime;

/// <summary>
/// Keeps the checkpoint, as <c>checkpoint.jsonl</c>: a line that is whole, and lines that say what has changed since. Of a file with a damaged
/// line the checkpoint before that line holds: what was done later is done once more, and found done. Saved by one caller at a time.
/// </summary>
internal sealed class CheckpointStore(IOwnedState state, StorageHealth health)
{
    private const string Name = "checkpoint.jsonl";

    /// <summary>Its name before version 3.</summary>
    private const string FormerName = "checkpoint.json";

    /// <summary>What is said of it when it cannot be saved.</summary>
    public const string What = "the checkpoint";

    private const string Remedy = "delete it to start from now";

    /// <summary>So many bytes of changes are read at a start in no time that anyone would notice.</summary>
    private const int ShortBytes = 64 * 1024;

    // Four times a second: the room for it is kept.
    private readonly ArrayBufferWriter<byte> json = new();
    private readonly AppendLog log = new(state, Name, health, Remedy);
    private bool isFormerGone;
    private long wholeBytes;

    /// <summary>Whether the next must be saved as a whole: the changes are longer than what they change, or nothing can be added.</summary>
    public bool IsLong => log.MustRewrite || log.Length - wholeBytes > Math.Max(wholeBytes, ShortBytes);

    /// <summary>The checkpoint saved last, or null if there is none.</summary>
    /// <exception cref="InvalidDataException">There is one, but it cannot be read.</exception>
    public Checkpoint? Load()
    {
        if (Load(log, Name) is not { } checkpoint)
        {
            return Load(new AppendLog(state, FormerName, health, Remedy), FormerName);
        }

        if (log.MustRewrite)
        {
            try
            {
                Save(checkpoint);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The next is saved as a whole.
                health.Failed(What, error.Message);
            }
        }

        return checkpoint;
    }

    /// <summary>Replaces it. Once this returns, a crash at any later point finds it whole.</summary>
    public void Save(Checkpoint checkpoint)
    {
        Serialize(writer => CheckpointJson.Write(writer, checkpoint));
        log.Rewrite(lines => StateLine.Write(lines, json.WrittenSpan), durable: true);
        wholeBytes = log.Length;
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
        Serialize(writer => CheckpointJson.Write(writer, change));
        log.Append(json.WrittenSpan, durable: true);
    }

    private void Serialize(Action<Utf8JsonWriter> write)
    {
        json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(json);
        write(writer);
    }

    private Checkpoint? Load(AppendLog from, string name)
    {
        Checkpoint? checkpoint = null;
        var changes = new List<CheckpointChange>();
        bool isThere = from.Load(
            (content, _) =>
            {
                if (checkpoint is null)
                {
                    checkpoint = ReadWhole(name, content);
                    return true;
                }

                if (ReadChange(content) is not { } change)
                {
                    return false;
                }

                changes.Add(change);
                return true;
            },
            inOrder: true);
        return checkpoint is not null ? CheckpointChange.Apply(checkpoint, changes)
            : isThere ? throw Unreadable(name, "it is empty")
            : null;
    }

    private Checkpoint ReadWhole(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            return CheckpointJson.Read(json) switch
            {
                { Version: 0 } => throw Unreadable(name, "it has no version"),
                { Version: < 0 or > CheckpointLine.CurrentVersion } line => throw new InvalidDataException(
                    $"{state.Locate(name)} was written by another version of the framework ({line.Version}); this one knows {CheckpointLine.CurrentVersion}"),
                { Cursor: { } cursor, Done: { } done, Pending: { } pending } line when AreWhole(done, pending)
                    => new Checkpoint(cursor, done, pending, line is { RootsSince: { } since, Roots: { } roots } ? new SavedRoots(since, roots) : null),
                _ => throw Unreadable(name, "something in it is missing"),
            };
        }
        catch (JsonException error)
        {
            throw Unreadable(name, error.Message, error);
        }
    }

    private static CheckpointChange? ReadChange(ReadOnlySpan<byte> json)
    {
        try
        {
            CheckpointLine line = CheckpointJson.Read(json);
            return line.Cursor is { } cursor && AreWhole(line.Done ?? [], line.Pending ?? [])
                ? new CheckpointChange(cursor, line.Done ?? [], line.Pending ?? [], line.Roots ?? [])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool AreWhole(string[] done, WireEvent[] pending) =>
        !done.Contains(null!) && !Array.Exists(pending, static wire => wire.Id.Value.Length == 0);

    private InvalidDataException Unreadable(string name, string reason, Exception? error = null) =>
        new($"{state.Locate(name)} cannot be read; {Remedy} ({reason})", error);
}
