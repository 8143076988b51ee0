using System.Text;
using System.Text.Json.Nodes;

namespace ClickClack.Wire.Tests.Network;

/// <summary>Whole HTTP answers as text, for <see cref="TcpProxy.AnswerInstead"/>.</summary>
internal static class HttpText
{
    public static string Json(JsonNode body, int status = 200, string headers = "") => Of(status, "application/json", body.ToJsonString(), headers);

    /// <summary>A refusal as the server words it.</summary>
    public static string Error(int status, string text, string headers = "") => Json(new JsonObject { ["error"] = text }, status, headers);

    /// <summary>A page, as a proxy or a login in between says it.</summary>
    public static string Html(int status, string headers = "") => Of(status, "text/html", "<!doctype html><h1>hello</h1>", headers);

    private static string Of(int status, string type, string body, string headers) =>
        $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
}
