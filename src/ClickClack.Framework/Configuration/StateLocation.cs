namespace ClickClack.Configuration;

/// <summary>Where a bot's state is kept, from the settings and the environment.</summary>
internal static class StateLocation
{
    /// <summary>The setting that keeps nothing.</summary>
    public const string Memory = ":memory:";

    /// <summary>The directory under which each account has its own; null to keep nothing.</summary>
    public static string? Of(ClickClackOptions options)
    {
        if (options.StateDirectory == Memory)
        {
            return null;
        }

        if (!string.IsNullOrWhiteSpace(options.StateDirectory))
        {
            return Path.GetFullPath(options.StateDirectory);
        }

        // Set by systemd for a unit with StateDirectory=; it may list several, of which the first is ours.
        string? systemd = Environment.GetEnvironmentVariable("STATE_DIRECTORY")?.Split(':', 2)[0];
        return !string.IsNullOrWhiteSpace(systemd)
            ? systemd
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ClickClack");
    }
}
