using System.Text.Json.Nodes;

namespace ClickClack.Framework.Tests.Server;

/// <summary>What the server says to one request.</summary>
internal sealed record Answer(int Status, string? Body = null, string ContentType = "application/json")
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The connection is cut instead.</summary>
    public bool Cut { get; init; }

    /// <summary>Nothing is ever said.</summary>
    public bool Never { get; init; }

    /// <summary>Waited for before the answer, when what was asked is already done.</summary>
    public Task? After { get; init; }

    public static Answer Json(JsonNode body, int status = 200) => new(status, body.ToJsonString());

    public static Answer Error(int status, string text) => Json(new JsonObject { ["error"] = text }, status);

    public static Answer NoRows() => Error(403, "sql: no rows in result set");

    public static Answer Html(int status) => new(status, "<!doctype html><h1>hello</h1>", "text/html");

    public static Answer CutOff() => new(0) { Cut = true };

    public static Answer Silence() => new(0) { Never = true };
}
