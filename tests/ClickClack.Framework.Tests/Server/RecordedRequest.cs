using System.Text.Json.Nodes;

namespace ClickClack.Framework.Tests.Server;

/// <summary>A request as the server got it.</summary>
internal sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body, string? Authorization)
{
    /// <summary>The correlation id it came with.</summary>
    public string? Correlation { get; init; }

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public override string ToString() => $"{Method} {Path}";
}
