using System.Text.Json.Serialization;
using ClickClack.Local.Http;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Admin;

/// <summary>What the operator asks for: the words of a verb, such as <c>bot create</c>, and its options by name.</summary>
internal sealed class AdminRequest
{
    public string Verb { get; set; } = "";

    public Dictionary<string, string> Options { get; set; } = [];

    /// <summary>The option's value; null when it was not given or is blank.</summary>
    public string? Option(string name) => Options.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public string Required(string name) => Option(name) ?? throw Refusal.BadRequest($"--{name} is required");

    public bool Has(string name) => Options.ContainsKey(name);
}

/// <summary>What is printed.</summary>
internal sealed record AdminAnswer(string Output);

internal sealed record CreatedBot(User Bot, BotToken BotToken, string Token);

/// <summary>Where the server of a data directory takes the operator's requests, and the secret that proves who asks.</summary>
internal sealed record AdminAddress(string Url, string Secret);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AdminAddress))]
internal sealed partial class AdminJson : JsonSerializerContext;
