namespace ClickClack.Client;

/// <summary>403: the token lacks a scope. Tokens never change: it takes another one.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class MissingScopeException(string message, Exception? inner = null) : AccessRefusedException(message, inner)
{
    /// <summary>The scope, for example <c>realtime:read</c>.</summary>
    public required string Scope { get; init; }
}
