using System.Collections.ObjectModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ClickClack.Local.Http;

/// <summary>
/// A request's JSON body. It is read before anything is decided and judged only where an endpoint asks for it, because the order
/// in which a request is refused (credentials, scope, body, resource) is part of the protocol.
/// </summary>
internal sealed class RequestBody(byte[]? bytes, bool isForm = false)
{
    /// <summary>One mebibyte.</summary>
    public const int Limit = 1 << 20;

    public static readonly RequestBody None = new([]);

    // No bytes at all stands for too many of them.
    private static readonly RequestBody TooLarge = new(null);

    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0))
        {
            return None;
        }
        if (request.ContentLength > Limit)
        {
            return TooLarge;
        }
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 4096));
        var chunk = new byte[Math.Min(request.ContentLength ?? 8192, 65536)];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > Limit)
            {
                return TooLarge;
            }
            buffer.Write(chunk, 0, read);
        }
        return new(buffer.ToArray(), request.HasFormContentType);
    }

    /// <summary>The body as <typeparamref name="T"/>; a JSON <c>null</c> counts as an empty object.</summary>
    public T As<T>(JsonTypeInfo<T> type)
        where T : class, new()
    {
        if (bytes is null)
        {
            throw new Refusal(413, "http: request body too large");
        }
        // A broken character is replaced, not refused.
        var json = Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        var reader = new Utf8JsonReader(json);
        T? value;
        try
        {
            value = JsonSerializer.Deserialize(ref reader, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Refusal.BadRequest(Describe(json, e));
        }
        if (json.AsSpan((int)reader.BytesConsumed).ContainsAnyExcept(" \t\r\n"u8))
        {
            throw Refusal.BadRequest("json request body must contain a single JSON value");
        }
        return value ?? new();
    }

    /// <summary>The fields of a URL-encoded form; none for any other body.</summary>
    public IReadOnlyDictionary<string, StringValues> Form()
    {
        if (bytes is null)
        {
            throw new Refusal(413, "http: request body too large");
        }
        return isForm ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes)) : ReadOnlyDictionary<string, StringValues>.Empty;
    }

    private static string Describe(byte[] json, Exception e)
    {
        if (!json.AsSpan().ContainsAnyExcept(" \t\r\n"u8))
        {
            return "EOF";
        }
        if (IsCutOff(json))
        {
            return "unexpected EOF";
        }
        // Only what the reader itself refuses is broken JSON; the rest is a value of another type than the member has.
        return e is JsonException { InnerException: not JsonException, Path: var path }
            ? $"json: cannot unmarshal the value at {path}"
            : $"json: {e.Message}";
    }

    // Read as a beginning, the bytes are fine; read as a whole, they are not.
    private static bool IsCutOff(byte[] json) => IsReadable(json, isWhole: false) && !IsReadable(json, isWhole: true);

    private static bool IsReadable(byte[] json, bool isWhole)
    {
        var reader = new Utf8JsonReader(json, isWhole, default);
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
