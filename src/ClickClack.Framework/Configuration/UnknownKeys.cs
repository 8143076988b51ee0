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
        nameof(ClickClackOptions.DefaultTo),
        nameof(ClickClackOptions.Typing),
    ];

    public ValidateOptionsResult Validate(string? name, ClickClackOptions options)
    {
        var failures = new List<string>();
        foreach (IConfigurationSection setting in configuration.GetSection(ClickClackOptions.SectionName).GetChildren())
        {
            if (!Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                string nearest = Known.MinBy(known => Distance(known, setting.Key))!;
                failures.Add(Distance(nearest, setting.Key) <= nearest.Length / 2
                    ? $"there is no setting {setting.Path}; did you mean {ClickClackOptions.SectionName}:{nearest}?"
                    : $"there is no setting {setting.Path}; there are {string.Join(", ", Known)}");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
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
