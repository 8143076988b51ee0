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
    ];

    /// <summary>Settings that are lists: what is written as one text would be passed over.</summary>
    private static readonly string[] Lists = [nameof(ClickClackOptions.AllowFrom), nameof(ClickClackOptions.AllowBots)];

    private static readonly string[] KnownOfCooldown = [nameof(CooldownOptions.Messages), nameof(CooldownOptions.Per)];

    public ValidateOptionsResult Validate(string? name, ClickClackOptions options)
    {
        var failures = new List<string>();
        IConfigurationSection all = configuration.GetSection(ClickClackOptions.SectionName);
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

    private static void CheckKeys(IConfigurationSection section, string[] known, List<string> failures)
    {
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            if (!known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                string nearest = known.MinBy(one => Distance(one, setting.Key))!;
                failures.Add(Distance(nearest, setting.Key) <= nearest.Length / 2
                    ? $"there is no setting {setting.Path}; did you mean {section.Path}:{nearest}?"
                    : $"there is no setting {setting.Path}; there are {string.Join(", ", known)}");
            }
        }
    }

    /// <summary>How many characters must be changed, added or left out to make one text of the other, in any case.</summary>
    private static int Distance(string one, string other)
    {
        var row = new int[other.Length + 1];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int change = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
