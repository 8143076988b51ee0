namespace ClickClack.Wire.Tests.Bot;

/// <summary>Arguments that are looked up in the workspace.</summary>
internal static class Naming
{
    [OnCommand("name")]
    public static string Name(UserRef user, ChannelRef? channel = null) => $"{user.Id} is {user.DisplayName}, {channel?.Id.ToString() ?? "nowhere"}";
}
