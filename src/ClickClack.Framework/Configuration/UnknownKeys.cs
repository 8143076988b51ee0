using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ClickClack.Configuration;

/// <summary>Refuses settings that do not exist: a slip of the pen must not be a default in disguise.</summary>
internal sealed class UnknownKeys(IConfiguration configuration) : IValidateOptions<ClickClackOptions>
{
    private static readonly string[] Known =
    [
        nameof(ClickClackOptions.BaseUrl),
        nameof(ClickClackOptions.Token),
        nameof(ClickClackOptions.TokenFile),
        nameof(ClickClackOptions.Workspace),
        nameof(ClickClackOptions.DefaultAccount),
        nameof(ClickClackOptions.StateDirectory),
        nameof(ClickClackOptions.ResumeWithin),
        nameof(ClickClackOptions.ReorderWindow),
        nameof(ClickClackOptions.MaxPending),
        nameof(ClickClackOptions.MaxAttempts),
        nameof(ClickClackOptions.RunAloneAfterDeaths),
        nameof(ClickClackOptions.GiveUpAfterDeaths),
        nameof(ClickClackOptions.MaxConcurrency),
        nameof(ClickClackOptions.ShutdownTimeout),
        nameof(ClickClackOptions.AllowInsecureHttp),
        nameof(ClickClackOptions.AllowFrom),
        nameof(ClickClackOptions.AllowBots),
        nameof(ClickClackOptions.RequireMention),
        nameof(ClickClackOptions.Cooldown),
        nameof(ClickClackOptions.DefaultTo),
        nameof(ClickClackOptions.Typing),
        nameof(ClickClackOptions.Menu),
        nameof(ClickClackOptions.Help),
        nameof(ClickClackOptions.CheckScopes),
        nameof(ClickClackOptions.ShowFailures),
        nameof(ClickClackOptions.MaxAnswerParts),
    ];

    /// <summary>Settings that are lists: what is written as one text would be passed over.</summary>
    private static readonly string[] Lists = [nameof(ClickClackOptions.AllowFrom), nameof(ClickClackOptions.AllowBots)];

    private static readonly string[] KnownOfCooldown = [nameof(CooldownOptions.Messages), nameof(CooldownOptions.Per)];

    public ValidateOptionsResult Validate(string? name, ClickClackOptions options)
    {
        var failures = new List<string>();
        IConfigurationSection all = configuration.GetSection(ClickClackOptions.SectionName);
        CheckSection(all, failures);
        CheckKeys(all, Known, failures);
        IConfigurationSection cooldown = all.GetSection(nameof(ClickClackOptions.Cooldown));
        CheckKeys(cooldown, KnownOfCooldown, failures);
        if (!string.IsNullOrWhiteSpace(cooldown.Value))
        {
            failures.Add($"{cooldown.Path} has two settings, {cooldown.Path}:Messages and {cooldown.Path}:Per, and is none itself");
        }

        foreach (IConfigurationSection list in Lists.Select(all.GetSection).Where(list => !string.IsNullOrWhiteSpace(list.Value)))
        {
            failures.Add($"{list.Path} is a list: [\"{list.Value}\"], or {list.Path.Replace(":", "__", StringComparison.Ordinal)}__0 in the environment");
        }

        if (all.GetChildren().Any(setting => setting.Key.Equals(nameof(ClickClackOptions.AllowFrom), StringComparison.OrdinalIgnoreCase)
            && string.IsNullOrWhiteSpace(setting.Value) && !setting.GetChildren().Any()))
        {
            // An empty list is bound as if it had been left out, which would be everybody.
            failures.AddRange(UserEntries.CheckPeople($"{all.Path}:{nameof(ClickClackOptions.AllowFrom)}", []));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>A section of another shape, or of nearly the same name, would be passed over.</summary>
    private void CheckSection(IConfigurationSection all, List<string> failures)
    {
        if (!string.IsNullOrWhiteSpace(all.Value))
        {
            failures.Add($"{all.Path} is a section with settings such as {all.Path}:BaseUrl, and no setting itself{SettingsFiles.Locate(configuration, all.Path)}");
        }

        foreach (IConfigurationSection other in configuration.GetChildren())
        {
            // Not the environment, where many names begin alike: those have no settings below them.
            if (!other.Key.Equals(all.Key, StringComparison.OrdinalIgnoreCase) && NearMiss.Find(other.Key, [all.Key]) is not null && other.GetChildren().Any())
            {
                failures.Add($"there is no section {other.Key}; did you mean {all.Key}?{SettingsFiles.Locate(configuration, other.Path)}");
            }
        }
    }

    private void CheckKeys(IConfigurationSection section, string[] known, List<string> failures)
    {
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            if (!known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                failures.Add((NearMiss.Find(setting.Key, known) is { } nearest
                    ? $"there is no setting {setting.Path}; did you mean {section.Path}:{nearest}?"
                    : $"there is no setting {setting.Path}; there are {string.Join(", ", known)}") + SettingsFiles.Locate(configuration, setting.Path));
            }
        }
    }
}
