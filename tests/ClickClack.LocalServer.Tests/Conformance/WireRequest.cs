using System.Buffers;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>The request of a step, placeholders filled in.</summary>
internal sealed class WireRequest
{
    private const string Boundary = "conformance-boundary-7d1";

    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly string method;
    private readonly string target;
    private readonly byte[] body;

    public WireRequest(JsonElement http, Values values, string? token)
    {
        method = http.GetProperty("method").GetString()!;
        target = Target(http, http.GetProperty("path").GetString()!, values);
        (body, var contentType) = Body(http, values);
        SetHeader("Authorization", token is null ? null : "Bearer " + token);
        SetHeader("Content-Type", contentType);
        if (body.Length > 0 || method is "POST" or "PUT" or "PATCH")
        {
            SetHeader("Content-Length", $"{body.Length}");
        }
        SetHeaders(http, values, SetHeader);
    }

    /// <summary>The path with its query, which a step may give in parts.</summary>
    public static string Target(JsonElement request, string path, Values values)
    {
        var target = values.Fill(path);
        if (request.TryGetProperty("query", out var query))
        {
            target += "?" + Form(query, values);
        }
        return target;
    }

    /// <summary>The headers of a step; a null takes one away.</summary>
    public static void SetHeaders(JsonElement request, Values values, Action<string, string?> set)
    {
        if (request.TryGetProperty("headers", out var more))
        {
            foreach (var header in more.EnumerateObject())
            {
                set(header.Name, header.Value.GetString() is { } value ? values.Fill(value) : null);
            }
        }
    }

    public async Task<WireResponse> SendAsync(WireConnection connection, Uri server, CancellationToken cancellationToken)
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append($"{name}: {value}\r\n");
        }
        try
        {
            await connection.SendAsync(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
            await connection.SendAsync(body, cancellationToken);
        }
        catch (SocketException)
        {
            // A server may refuse, and close, before it has read everything; its answer is still to be had.
        }
        return await WireResponse.ReadAsync(connection, method, cancellationToken);
    }

    private static (byte[] Bytes, string? ContentType) Body(JsonElement http, Values values)
    {
        if (http.TryGetProperty("json", out var json))
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, Unescaped))
            {
                WriteFilled(writer, json, values);
            }
            return (buffer.WrittenSpan.ToArray(), "application/json");
        }
        if (http.TryGetProperty("raw", out var raw))
        {
            return (Encoding.UTF8.GetBytes(values.Fill(raw.GetString()!)), "application/json");
        }
        if (http.TryGetProperty("form", out var form))
        {
            return (Encoding.ASCII.GetBytes(Form(form, values)), "application/x-www-form-urlencoded");
        }
        return http.TryGetProperty("multipart", out var parts)
            ? (Multipart(parts, values), $"multipart/form-data; boundary={Boundary}")
            : ([], null);
    }

    private static byte[] Multipart(JsonElement parts, Values values)
    {
        using var bytes = new MemoryStream();
        foreach (var part in parts.EnumerateArray())
        {
            var head = $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{Text("name")}\"";
            head += Text("filename") is { } file ? $"; filename=\"{file}\"\r\n" : "\r\n";
            head += Text("content_type") is { } type ? $"Content-Type: {type}\r\n\r\n" : "\r\n";
            bytes.Write(Encoding.UTF8.GetBytes(head));
            bytes.Write(Text("base64") is { } binary ? Convert.FromBase64String(binary) : Encoding.UTF8.GetBytes(Text("value") ?? ""));
            bytes.Write("\r\n"u8);

            string? Text(string member) => part.TryGetProperty(member, out var value) ? values.Fill(value.GetString()!) : null;
        }
        bytes.Write(Encoding.ASCII.GetBytes($"--{Boundary}--\r\n"));
        return bytes.ToArray();
    }

    private static string Form(JsonElement members, Values values) => string.Join('&', members.EnumerateObject().Select(member =>
        $"{Uri.EscapeDataString(values.Fill(member.Name))}={Uri.EscapeDataString(values.Fill(Plain(member.Value)))}"));

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static void WriteFilled(Utf8JsonWriter writer, JsonElement element, Values values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(values.Fill(element.GetString()!));
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteFilled(writer, item, values);
                }
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    writer.WritePropertyName(values.Fill(member.Name));
                    WriteFilled(writer, member.Value, values);
                }
                writer.WriteEndObject();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private void SetHeader(string name, string? value)
    {
        headers.Remove(name);
        if (value is not null)
        {
            headers.Add(name, value);
        }
    }
}
