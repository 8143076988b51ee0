using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>Keeps the checkpoint in <c>checkpoint.json</c>: written beside it, flushed to the disk, renamed over it.</summary>
internal sealed class FileCheckpointStore(string directory) : ICheckpointStore
{
    /// <summary>It is written in pieces of about so many bytes.</summary>
    private const int LargestPiece = 8 * 1024;

    private readonly string path = Path.Combine(directory, "checkpoint.json");

    public Checkpoint? Load()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        CheckpointFile? file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointJson.Default.CheckpointFile);
        }
        catch (JsonException error)
        {
            throw Unreadable(error.Message, error);
        }

        return file switch
        {
            null or { Version: 0 } => throw Unreadable("it has no version"),
            { Version: < 0 or > CheckpointFile.CurrentVersion } => throw new InvalidDataException(
                $"{path} was written by another version of the framework ({file.Version}); this one knows {CheckpointFile.CurrentVersion}"),
            { Cursor: not null, Done: not null, Pending: not null } when !file.Done.Contains(null!) && !Array.Exists(file.Pending, wire => wire.Id.Length == 0)
                => new Checkpoint(
                    file.Cursor,
                    file.Done,
                    file.Pending,
                    file is { RootsSince: { } since, Roots: { } roots } ? new SavedRoots(since, roots) : null),
            _ => throw Unreadable("something in it is missing"),
        };
    }

    private InvalidDataException Unreadable(string reason, Exception? error = null) =>
        new($"{path} cannot be read; delete it to start from now ({reason})", error);

    public void Save(Checkpoint checkpoint)
    {
        string fresh = path + ".new";
        using (var stream = new FileStream(fresh, PrivateFile.Options(FileMode.Create)))
        {
            using (var writer = new Utf8JsonWriter(stream))
            {
                Write(writer, checkpoint);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    // As CheckpointJson reads it. By hand, because it is written four times a second, with thousands of keys, and before a bot's first socket.
    private static void Write(Utf8JsonWriter writer, Checkpoint checkpoint)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", CheckpointFile.CurrentVersion);
        writer.WriteString("cursor", checkpoint.Cursor);
        writer.WriteStartArray("done");
        foreach (string key in checkpoint.Done)
        {
            writer.WriteStringValue(key);
            if (writer.BytesPending > LargestPiece)
            {
                writer.Flush();
            }
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
