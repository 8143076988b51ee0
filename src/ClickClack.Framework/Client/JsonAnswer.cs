using System.Buffers;
using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>Reads the JSON of an answer.</summary>
internal static class JsonAnswer
{
    /// <summary>With how much room it begins where the length is unknown.</summary>
    private const int UnknownLength = 16 * 1024;

    /// <summary>How much room is made for what has only been announced; what is longer gets it as it comes.</summary>
    private const int LargestAnnounced = 1024 * 1024;

    /// <summary>Reads. The answer is taken whole and then parsed, which is cheaper than parsing it as it comes.</summary>
    /// <param name="content">The answer.</param>
    /// <param name="limit">How much of it is taken, in bytes: what a server sends is not trusted to end.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What it says; null for JSON's null.</returns>
    /// <exception cref="GarbledAnswerException">It is no JSON.</exception>
    /// <exception cref="JsonException">It is JSON of another shape.</exception>
    /// <exception cref="AnswerTooLargeException">It is longer.</exception>
    public static async Task<T?> ReadAsync<T>(HttpContent content, long limit, CancellationToken cancellationToken)
        where T : class
    {
        if (content.Headers.ContentLength > limit)
        {
            throw new AnswerTooLargeException(limit);
        }

        Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);

        // One more than it has: that there is no more is then learned without a second buffer.
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(content.Headers.ContentLength ?? UnknownLength, LargestAnnounced) + 1);
        try
        {
            int length = 0;
            while (await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and int read)
            {
                length += read;
                if (length > limit)
                {
                    throw new AnswerTooLargeException(limit);
                }

                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            try
            {
                return JsonSerializer.Deserialize(buffer.AsSpan(0, length), WireFormat.Of<T>());
            }
            catch (JsonException error) when (!IsJson(buffer.AsSpan(0, length)))
            {
                throw new GarbledAnswerException(error);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
