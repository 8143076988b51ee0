using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>What a setup code was worth (3.14 of the protocol): how a bot gets its first token.</summary>
public sealed class SetupClaim
{
    /// <summary>The token. It is a secret, and shown this once.</summary>
    [JsonInclude]
    public string Token { get; internal set; } = "";

    /// <summary>The bot: id, handle and name only.</summary>
    [JsonInclude]
    public WireUser Bot { get; internal set; } = new();

    /// <summary>The workspace: id, public id, slug and name only.</summary>
    [JsonInclude]
    public WireWorkspace Workspace { get; internal set; } = new();

    /// <summary>What its owner suggests for the bot's configuration.</summary>
    [JsonInclude]
    public SetupDefaults Defaults { get; internal set; } = new();

    /// <summary>The version of this contract; null from a server that knows no address of its own.</summary>
    [JsonInclude]
    public int? ContractVersion { get; internal set; }

    /// <summary>Where the bot is to connect, a path prefix included; null if the server does not know.</summary>
    [JsonInclude]
    public string? ApiBaseUrl { get; internal set; }

    /// <summary>The kind of object, never its secret.</summary>
    public override string ToString() => $"setup of {Bot.Id} in {Workspace.Id}";
}

/// <summary>What a bot's owner suggests for its configuration.</summary>
public sealed class SetupDefaults
{
    /// <summary>Where the bot speaks unasked, as a target, for example <c>channel:general</c>; or null.</summary>
    [JsonInclude]
    [JsonPropertyName("defaultTo")]
    public string? DefaultTo { get; internal set; }

    /// <summary>Whom the bot listens to.</summary>
    [JsonInclude]
    [JsonPropertyName("allowFrom")]
    public IReadOnlyList<string> AllowFrom { get; internal set; } = [];

    /// <summary>Whether it shows what it is doing; null if nothing was said.</summary>
    [JsonInclude]
    [JsonPropertyName("agentActivity")]
    public bool? AgentActivity { get; internal set; }
}
