namespace ClickClack.Realtime;

/// <summary>The account cannot go on: the token is dead, lacks a scope, or was removed from the workspace. Waiting does not help.</summary>
internal sealed class AccountStoppedException(string reason, Exception? inner = null) : Exception(reason, inner);
