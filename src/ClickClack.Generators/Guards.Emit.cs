using System.Globalization;

namespace ClickClack.Generators;

/// <content>The guards as data.</content>
internal static partial class Guards
{
    /// <summary>The guards as C# source.</summary>
    public static string Emit(GuardSet guards)
    {
        var parts = new List<string>();
        if (guards.AllowFrom.Count > 0)
        {
            parts.Add($"AllowFrom = {Literals.Of(guards.AllowFrom)}");
        }

        if (guards.AllowBots.Count > 0)
        {
            parts.Add($"AllowBots = {Literals.Of(guards.AllowBots)}");
        }

        if (guards.RequireMention is { } required)
        {
            parts.Add($"RequireMention = {(required ? "true" : "false")}");
        }

        if (guards.Cooldown is { } cooldown)
        {
            string seconds = cooldown.Seconds.ToString("R", CultureInfo.InvariantCulture);
            parts.Add($"Cooldown = new MessageRate({cooldown.Messages}, global::System.TimeSpan.FromSeconds({seconds}D))");
            parts.Add($"CooldownPer = {cooldown.Per}");
        }

        return $"new RouteGuards {{ {string.Join(", ", parts)} }}";
    }
}
