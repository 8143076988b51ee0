namespace ClickClack.Client;

/// <summary>403: the token lacks a scope.</summary>
internal sealed class MissingScopeException(string message, string scope) : ApiException(message)
{
    /// <summary>The scope, for example <c>realtime:read</c>.</summary>
    public string Scope { get; } = scope;
}
