using System.Collections.Concurrent;

namespace ClickClack.Local.Storage;

/// <summary>
/// The bytes of uploads, by id: in a directory, or in memory. The ids are the server's own, so no name that a client chose is ever part
/// of a path.
/// </summary>
internal abstract class UploadFiles
{
    /// <param name="directory">Created when it does not exist; null for memory.</param>
    public static UploadFiles In(string? directory)
    {
        if (directory is null)
        {
            return new InMemory();
        }
        PrivateFiles.CreateDirectory(directory);
        return new OnDisk(directory);
    }

    public abstract Stream Create(string id);

    /// <exception cref="IOException">There is none.</exception>
    public abstract Stream Open(string id);

    public abstract void Delete(string id);

    /// <summary>Deletes all others: what a crash left behind, and what belonged to a workspace that is gone.</summary>
    public abstract void KeepOnly(IReadOnlySet<string> ids);

    private sealed class OnDisk(string directory) : UploadFiles
    {
        public override Stream Create(string id) => PrivateFiles.Create(Path.Combine(directory, id));

        public override Stream Open(string id) => new FileStream(
            Path.Combine(directory, id), new FileStreamOptions { Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });

        public override void Delete(string id) => File.Delete(Path.Combine(directory, id));

        public override void KeepOnly(IReadOnlySet<string> ids)
        {
            foreach (var file in Directory.EnumerateFiles(directory, "upl_*").Where(file => !ids.Contains(Path.GetFileName(file))))
            {
                File.Delete(file);
            }
        }
    }

    private sealed class InMemory : UploadFiles
    {
        private readonly ConcurrentDictionary<string, MemoryStream> files = new(StringComparer.Ordinal);

        public override Stream Create(string id) => files.GetOrAdd(id, static _ => new());

        public override Stream Open(string id) =>
            files.TryGetValue(id, out var file) && file.TryGetBuffer(out var bytes)
                ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
                : throw new FileNotFoundException($"There is no upload {id}.");

        public override void Delete(string id) => files.TryRemove(id, out _);

        public override void KeepOnly(IReadOnlySet<string> ids)
        {
            foreach (var id in files.Keys.Where(id => !ids.Contains(id)))
            {
                Delete(id);
            }
        }
    }
}
