using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ClickClack.State;

namespace ClickClack.Replies;

/// <summary>
/// Takes the bytes of files before anything is sent (delivery rule 6): what they are called on the server follows from them, and what a
/// handler opens can be read only while it runs. While they cannot be put aside, that is waited out: it is no failure of the handler.
/// </summary>
internal sealed class FileSpool : IDisposable
{
    /// <summary>What is said of it when it cannot be written.</summary>
    private const string Name = "files to be sent";

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly string? home;
    private readonly Lock gate = new();
    private string? temporary;
    private readonly StorageHealth health;
    private readonly TimeProvider time;

    /// <summary>Forgets what a crash left.</summary>
    /// <param name="home">A directory of its own, which is made for the first file; null for a temporary one.</param>
    /// <param name="health">Told whether it can be written.</param>
    /// <param name="time">The clock.</param>
    public FileSpool(string? home, StorageHealth health, TimeProvider time)
    {
        this.home = home;
        this.health = health;
        this.time = time;
        if (home is null || !Directory.Exists(home))
        {
            return;
        }

        foreach (string left in Directory.EnumerateFiles(home, "*.spool"))
        {
            File.Delete(left);
        }
    }

    public void Dispose()
    {
        try
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary files itself, some day.
        }
    }

    /// <summary>Takes the files of replies.</summary>
    /// <returns>The replies that say something, to be disposed of.</returns>
    public async Task<IReadOnlyList<SpooledReply>> TakeAsync(IEnumerable<Reply> replies, CancellationToken cancellationToken)
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
                    spooled.Add(await TakeAsync(file, cancellationToken).ConfigureAwait(false));
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

    private async Task<SpooledFile> TakeAsync(ReplyFile file, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,

            // What cannot be written must fail where it is written.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        string name = $"{Guid.NewGuid():N}.spool";
        FileStream spool = await PatientlyAsync(
            () => ValueTask.FromResult(new FileStream(Path.Combine(MakeDirectory(), name), options)), cancellationToken).ConfigureAwait(false);
        try
        {
            Stream source = await file.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable closing = source.ConfigureAwait(false);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[64 * 1024];
            long length = 0;
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; length += read)
            {
                hash.AppendData(buffer, 0, read);
                await PatientlyAsync(() => WriteAsync(spool, length, buffer.AsMemory(0, read), cancellationToken), cancellationToken).ConfigureAwait(false);
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

    /// <summary>Most bots never send a file, and some have no place for one.</summary>
    private string MakeDirectory()
    {
        if (home is not null)
        {
            PrivateFile.CreateDirectory(home);
            return home;
        }

        lock (gate)
        {
            return temporary ??= Directory.CreateTempSubdirectory("clickclack-").FullName;
        }
    }

    /// <summary>Writes at a place, where an attempt that failed may have left a part.</summary>
    private static async ValueTask<long> WriteAsync(FileStream spool, long at, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        spool.Position = at;
        await spool.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        return spool.Position;
    }

    private async Task<T> PatientlyAsync<T>(Func<ValueTask<T>> write, CancellationToken cancellationToken)
    {
        for (TimeSpan delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                T written = await write().ConfigureAwait(false);
                health.Saved(Name);
                return written;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                health.Failed(Name, error.Message);
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
