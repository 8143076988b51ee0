using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>An HTTP response; header names in lower case, repeated headers joined by commas.</summary>
internal sealed record WireResponse(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body, if it says that it is JSON and is.</summary>
    public JsonElement? Json
    {
        get
        {
            try
            {
                return IsJson ? JsonDocument.Parse(Body).RootElement : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public bool IsJson => Headers.GetValueOrDefault("content-type", "").Split(';')[0].Trim() == "application/json";

    /// <summary>Whether the connection serves no further request.</summary>
    public bool IsLast => Headers.GetValueOrDefault("connection", "").Equals("close", StringComparison.OrdinalIgnoreCase);

    public static async Task<WireResponse> ReadAsync(WireConnection connection, string method, CancellationToken cancellationToken)
    {
        var status = int.Parse((await connection.ReadLineAsync(cancellationToken)).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await connection.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            var name = line[..colon].Trim().ToLowerInvariant();
            var value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
        }
        return new(status, headers, await ReadBodyAsync(connection, method, status, headers, cancellationToken));
    }

    private static async Task<byte[]> ReadBodyAsync(
        WireConnection connection, string method, int status, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (method == "HEAD" || status is 101 or 204 or 304)
        {
            return [];
        }
        if (headers.TryGetValue("content-length", out var length))
        {
            return await connection.ReadAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }
        return headers.ContainsKey("transfer-encoding")
            ? await ReadChunksAsync(connection, cancellationToken)
            : await connection.ReadToEndAsync(cancellationToken);
    }

    private static async Task<byte[]> ReadChunksAsync(WireConnection connection, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        int size;
        do
        {
            size = int.Parse(await connection.ReadLineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await connection.ReadAsync(size, cancellationToken));
            await connection.ReadLineAsync(cancellationToken);
        }
        while (size > 0);
        return body.ToArray();
    }
}
