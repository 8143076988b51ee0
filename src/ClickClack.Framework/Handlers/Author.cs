namespace ClickClack;

/// <summary>Who wrote a message.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="DisplayName">The name shown in the chat. Free text of another person: not unique, not trustworthy.</param>
/// <param name="Handle">The handle in lower case, without the <c>@</c>; empty for a user without one, who cannot be mentioned.</param>
/// <param name="IsBot">Whether it is a bot.</param>
public sealed record Author(UserId Id, string DisplayName, string Handle, bool IsBot = false)
{
    /// <summary>How to address this user in a text: <c>@handle</c>, which the server turns into a mention, else the display name.</summary>
    public string Mention => Handle.Length > 0 ? $"@{Handle}" : DisplayName;
}
