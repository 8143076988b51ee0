using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>Reads the JSON of an answer.</summary>
internal static class JsonAnswer
{
    /// <summary>What is no longer is read whole and then parsed, which is cheaper; what is longer, or of unknown length, is parsed as it comes.</summary>
    private const int LargestWhole = 32 * 1024;

    /// <summary>Reads.</summary>
    /// <param name="content">The answer.</param>
    /// <param name="limit">How much of it is taken, in bytes: what a server sends is not trusted to end.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What it says; null for JSON's null.</returns>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    /// <exception cref="AnswerTooLargeException">It is longer.</exception>
    public static async Task<T?> ReadAsync<T>(HttpContent content, long limit, CancellationToken cancellation)
        where T : class
    {
        Stream body = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        if (content.Headers.ContentLength is not { } length || length > Math.Min(limit, LargestWhole))
        {
            var bounded = new BoundedStream(body, limit);
            await using ConfiguredAsyncDisposable closing = bounded.ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(bounded, WireFormat.Of<T>(), cancellation).ConfigureAwait(false);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            int read = await body.ReadAtLeastAsync(buffer.AsMemory(0, (int)length), (int)length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize(buffer.AsSpan(0, read), WireFormat.Of<T>());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
