using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace ClickClack.Replies;

/// <summary>
/// Takes the bytes of files before anything is sent (delivery rule 6): what they are called on the server follows from them, and what a
/// handler opens can be read only while it runs.
/// </summary>
internal sealed class FileSpool
{
    private readonly string directory;

    /// <summary>Forgets what a crash left.</summary>
    /// <param name="directory">Where; it is there, and nobody else's.</param>
    public FileSpool(string directory)
    {
        this.directory = directory;
        foreach (string left in Directory.EnumerateFiles(directory, "*.spool"))
        {
            File.Delete(left);
        }
    }

    /// <summary>Takes the files of replies.</summary>
    /// <returns>The replies that say something, to be disposed of.</returns>
    public async Task<IReadOnlyList<SpooledReply>> TakeAsync(IEnumerable<Reply> replies, CancellationToken cancellation)
    {
        var taken = new List<SpooledReply>();
        try
        {
            foreach (Reply reply in replies.Where(reply => !reply.IsBlank))
            {
                var spooled = new SpooledReply(reply);
                taken.Add(spooled);
                foreach (ReplyFile file in reply.Files)
                {
                    spooled.Add(await TakeAsync(file, cancellation).ConfigureAwait(false));
                }
            }

            return taken;
        }
        catch
        {
            taken.ForEach(static spooled => spooled.Dispose());
            throw;
        }
    }

    private async Task<SpooledFile> TakeAsync(ReplyFile file, CancellationToken cancellation)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var spool = new FileStream(Path.Combine(directory, $"{Guid.NewGuid():N}.spool"), options);
        try
        {
            Stream source = await file.OpenAsync(cancellation).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable closing = source.ConfigureAwait(false);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[64 * 1024];
            for (int read; (read = await source.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                await spool.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            spool.Position = 0;
            return new SpooledFile(file.Name, file.ContentType, Convert.ToHexStringLower(hash.GetHashAndReset()), spool);
        }
        catch
        {
            await spool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
