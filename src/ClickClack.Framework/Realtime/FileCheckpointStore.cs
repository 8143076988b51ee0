using System.Text.Json;

namespace ClickClack.Realtime;

/// <summary>Keeps the checkpoint in <c>checkpoint.json</c>: written beside it, flushed to the disk, renamed over it.</summary>
internal sealed class FileCheckpointStore(string directory) : ICheckpointStore
{
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
            var file = new CheckpointFile(
                CheckpointFile.CurrentVersion,
                checkpoint.Cursor,
                [.. checkpoint.Done],
                [.. checkpoint.Pending],
                checkpoint.Roots?.Since,
                checkpoint.Roots is { } roots ? new Dictionary<string, long>(roots.Sequences) : null);
            JsonSerializer.Serialize(stream, file, CheckpointJson.Default.CheckpointFile);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
