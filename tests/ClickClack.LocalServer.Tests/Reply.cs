using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

/// <summary>An HTTP answer.</summary>
public sealed record Reply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Error => Text("error");

    /// <summary>The node at a path such as <c>message.author.id</c> or <c>messages.0.body</c>; null when it is absent.</summary>
    public JsonNode? At(string path)
    {
        JsonNode? node = Json;
        foreach (var part in path.Split('.'))
        {
            node = node is JsonArray array ? array[int.Parse(part, null)] : node?[part];
        }
        return node;
    }

    public string Text(string path) => (string)At(path)!;

    public long Number(string path) => (long)At(path)!;

    public IEnumerable<string> Texts(string list, string member) => ((JsonArray)At(list)!).Select(item => (string)item![member]!);

    /// <summary>Asserts a refusal with exactly this status and text.</summary>
    public void IsRefused(int status, string error)
    {
        Assert.Equal(status, Status);
        Assert.Equal(error, Error);
    }
}
