using System.Buffers;

namespace ClickClack.Client;

/// <summary>The file of an upload, read once per attempt, or once if it cannot be read again.</summary>
/// <param name="content">Where it is read from; left open.</param>
/// <param name="limit">How many bytes the server takes.</param>
/// <param name="progress">Told how many bytes were sent in this attempt; or null.</param>
internal sealed class UploadSource(Stream content, long limit, IProgress<long>? progress)
{
    private const int ChunkSize = 64 * 1024;

    /// <summary>The server counts what frames the chunks too, and so stops a little earlier.</summary>
    private const int Framing = 4 * ChunkSize;

    private long sentLast;

    private readonly long start = content.CanSeek ? content.Position : 0;

    /// <summary>How many bytes there are; null if only reading tells.</summary>
    public long? Length { get; } = content.CanSeek ? Math.Max(0, content.Length - content.Position) : null;

    /// <summary>How often it was begun to be sent.</summary>
    public int Sendings { get; private set; }

    /// <summary>Whether it was read and cannot be read again.</summary>
    public bool IsSpent => Sendings > 0 && !content.CanSeek;

    /// <summary>Why it could not be read, which is no fault of the network; null if it could.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Sends it.</summary>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        Sendings++;
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long sent = 0;
            sentLast = 0;
            while (await NextAsync(chunk, sent, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                await destination.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                sentLast = sent += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Whether the last attempt, of a file of unknown length, ended about where the server takes no more.</summary>
    public bool EndedAtLimit => Length is null && sentLast > limit - Framing;

    /// <summary>Reads the next bytes, and tells of those that were sent before.</summary>
    private async Task<int> NextAsync(byte[] chunk, long sent, CancellationToken cancellationToken)
    {
        try
        {
            if (sent > 0)
            {
                progress?.Report(sent);
            }
            else if (content.CanSeek)
            {
                content.Position = start;
            }

            int wanted = Length is { } length ? (int)Math.Min(ChunkSize, length - sent) : ChunkSize;
            int read = wanted == 0 ? 0 : await content.ReadAsync(chunk.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0 && Length > sent)
            {
                throw new IOException("the file became shorter while it was sent");
            }

            return sent + read <= limit ? read : throw new TooLargeException(UploadContent.TooLarge);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Failure = error;
            throw;
        }
    }
}
