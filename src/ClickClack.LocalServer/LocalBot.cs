namespace ClickClack;

/// <summary>A bot account of a <see cref="LocalServer"/>.</summary>
/// <param name="Id">The user id, <c>usr_…</c>.</param>
/// <param name="DisplayName">The name people see.</param>
/// <param name="Handle">What it is mentioned by, without <c>@</c>.</param>
/// <param name="Token">The secret it connects with, <c>ccb_…</c>.</param>
/// <param name="TokenId">The id of that token, <c>btok_…</c>, which is no secret.</param>
/// <param name="Scopes">What the token allows, bundles expanded.</param>
public sealed record LocalBot(string Id, string DisplayName, string Handle, string Token, string TokenId, IReadOnlyList<string> Scopes);
