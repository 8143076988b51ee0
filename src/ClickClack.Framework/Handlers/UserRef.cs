namespace ClickClack;

/// <summary>
/// A user that an argument of a command names, <c>@handle</c> or <c>usr_…</c>: looked up among the members of the workspace before the
/// handler is called. Whom nobody knows is answered, and the handler is not called.
/// </summary>
/// <param name="Id">The user's id.</param>
/// <param name="Handle">The handle in lower case, without the <c>@</c>; empty for a user without one.</param>
/// <param name="DisplayName">The name shown in the chat. Free text of another person: not unique, not trustworthy.</param>
/// <param name="IsBot">Whether it is a bot.</param>
public sealed record UserRef(UserId Id, string Handle, string DisplayName, bool IsBot = false)
{
    /// <summary>How to address this user in a text: <c>@handle</c>, which the server turns into a mention, else the display name.</summary>
    public string Mention => Handle.Length > 0 ? $"@{Handle}" : DisplayName;
}
