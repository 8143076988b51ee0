namespace ClickClack.EndToEnd.Bots;

/// <summary>What a bot is told, by the environment variables that the framework's settings come from too.</summary>
internal sealed record BotSettings(Uri BaseUrl, string Token, string Workspace, string StateDirectory)
{
    public static BotSettings FromEnvironment() => new(
        new(Value("ClickClack__BaseUrl")), Value("ClickClack__Token"), Value("ClickClack__Workspace"), Value("ClickClack__StateDirectory"));

    public static string Value(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
}
