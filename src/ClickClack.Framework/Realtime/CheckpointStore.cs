using System.Buffers;
using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>Keeps the checkpoint, as <c>checkpoint.json</c>. Saved by one caller at a time.</summary>
internal sealed class CheckpointStore(IOwnedState state)
{
    private const string Name = "checkpoint.json";

    // Four times a second, with thousands of keys: the room for it is kept.
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>The checkpoint saved last, or null if there is none.</summary>
    /// <exception cref="InvalidDataException">There is one, but it cannot be read.</exception>
    public Checkpoint? Load()
    {
        if (state.Read(Name) is not { } content)
        {
            return null;
        }

        CheckpointFile? file;
        try
        {
            file = JsonSerializer.Deserialize(content, CheckpointJson.Default.CheckpointFile);
        }
        catch (JsonException error)
        {
            throw Unreadable(error.Message, error);
        }

        return file switch
        {
            null or { Version: 0 } => throw Unreadable("it has no version"),
            { Version: < 0 or > CheckpointFile.CurrentVersion } => throw new InvalidDataException(
                $"{state.Locate(Name)} was written by another version of the framework ({file.Version}); this one knows {CheckpointFile.CurrentVersion}"),
            { Cursor: not null, Done: not null, Pending: not null } when !file.Done.Contains(null!) && !Array.Exists(file.Pending, wire => wire.Id.Length == 0)
                => new Checkpoint(
                    file.Cursor,
                    file.Done,
                    file.Pending,
                    file is { RootsSince: { } since, Roots: { } roots } ? new SavedRoots(since, roots) : null),
            _ => throw Unreadable("something in it is missing"),
        };
    }

    /// <summary>Replaces it. Once this returns, a crash at any later point finds it whole, and nothing holds what was given.</summary>
    public void Save(Checkpoint checkpoint)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, checkpoint);
        }

        state.Write(Name, buffer.WrittenSpan, durable: true);
    }

    private InvalidDataException Unreadable(string reason, Exception? error = null) =>
        new($"{state.Locate(Name)} cannot be read; delete it to start from now ({reason})", error);

    // As CheckpointJson reads it; by hand, without a copy of its thousands of keys, and without what a start would wait for to be compiled.
    private static void Write(Utf8JsonWriter writer, Checkpoint checkpoint)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", CheckpointFile.CurrentVersion);
        writer.WriteString("cursor", checkpoint.Cursor);
        writer.WriteStartArray("done");
        foreach (string key in checkpoint.Done)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("pending");
        foreach (WireEvent wire in checkpoint.Pending)
        {
            WireEventConverter.Write(writer, wire);
        }

        writer.WriteEndArray();
        if (checkpoint.Roots is { } roots)
        {
            writer.WriteString("roots_since", roots.Since);
            writer.WriteStartObject("roots");
            foreach ((string conversation, long sequence) in roots.Sequences)
            {
                writer.WriteNumber(conversation, sequence);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
