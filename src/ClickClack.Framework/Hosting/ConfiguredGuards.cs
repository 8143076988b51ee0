using ClickClack.Dispatch;

namespace ClickClack.Hosting;

/// <summary>Who is answered, from the settings.</summary>
internal static class ConfiguredGuards
{
    /// <summary>Reads it from settings that are right.</summary>
    public static GuardSettings Of(ClickClackOptions options) => new()
    {
        AllowFrom = options.AllowFrom,
        AllowBots = options.AllowBots ?? [],
        RequireMention = options.RequireMention,
        Cooldown = options.Cooldown is { } cooldown ? new MessageRate(cooldown.Messages, cooldown.Per) : null,
    };
}
