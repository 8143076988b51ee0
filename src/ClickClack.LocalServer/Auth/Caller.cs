using ClickClack.Local.Wire;

namespace ClickClack.Local.Auth;

/// <summary>Who makes a request. <paramref name="Token"/> is null for a human, who has no scopes and no single workspace.</summary>
internal sealed record Caller(User User, BotToken? Token);
