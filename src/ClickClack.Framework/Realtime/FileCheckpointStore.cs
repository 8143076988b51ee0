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
            throw new InvalidDataException($"{path} cannot be read; delete it to start from now ({error.Message})", error);
        }

        return file switch
        {
            { Version: CheckpointFile.CurrentVersion, Cursor: not null } => new Checkpoint(file.Cursor, file.Done ?? [], file.Pending ?? []),
            _ => throw new InvalidDataException($"{path} was written by another version of the framework ({file?.Version}); this one knows {CheckpointFile.CurrentVersion}"),
        };
    }

    public void Save(Checkpoint checkpoint)
    {
        string fresh = path + ".new";
        using (var stream = new FileStream(fresh, PrivateFile.Options(FileMode.Create)))
        {
            var file = new CheckpointFile(CheckpointFile.CurrentVersion, checkpoint.Cursor, [.. checkpoint.Done], [.. checkpoint.Pending]);
            JsonSerializer.Serialize(stream, file, CheckpointJson.Default.CheckpointFile);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
