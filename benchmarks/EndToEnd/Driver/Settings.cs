using System.Globalization;

namespace ClickClack.EndToEnd.Driver;

/// <summary>How much is measured.</summary>
internal sealed record Settings
{
    public const string ManyAccounts = "accounts";

    public static readonly string[] All = ["start", "read", "calls", "steady", "burst", "catchup", ManyAccounts];

    public int Repetitions { get; init; } = 4;

    public IReadOnlyList<string> Only { get; init; } = All;

    /// <summary>Where the tables go as well; null for nowhere.</summary>
    public string? Markdown { get; init; }

    /// <summary>Where this program was published, to be started from there too; null for nowhere.</summary>
    public string? Published { get; init; }

    /// <summary>The executable of the server that ClickClack publishes; null to measure on a local server.</summary>
    public string? Server { get; init; }

    public int Starts { get; init; } = 5;

    public int LogReplies { get; init; } = 10_000;

    public int CallCount { get; init; } = 2_000;

    public int WarmUp { get; init; } = 200;

    public int Steady { get; init; } = 1_000;

    public int Burst { get; init; } = 2_000;

    public bool BurstsOverEightChannels { get; init; } = true;

    public int Missed { get; init; } = 4_000;

    public int Accounts { get; init; } = 200;

    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It has something on it that is none of these.</exception>
    public static Settings Parse(string[] args)
    {
        var settings = args.Contains("--quick")
            ? new Settings
            {
                Repetitions = 1, Starts = 2, LogReplies = 2_000, CallCount = 500, WarmUp = 50, Steady = 100, Burst = 400,
                BurstsOverEightChannels = false, Missed = 400, Accounts = 50, Idle = TimeSpan.FromSeconds(1),
            }
            : new();
        for (var i = 0; i < args.Length; i++)
        {
            settings = args[i] switch
            {
                "--quick" => settings,
                "--repetitions" => settings with { Repetitions = int.Parse(Next(), CultureInfo.InvariantCulture) },
                "--only" => settings with { Only = Known(Next().Split(',')) },
                "--markdown" => settings with { Markdown = Next() },
                "--server" => settings with { Server = Path.GetFullPath(Next()) },
                "--warm-up" => settings with { WarmUp = int.Parse(Next(), CultureInfo.InvariantCulture) },
                "--published" => settings with { Published = Next() },
                "--accounts" => settings with { Accounts = int.Parse(Next(), CultureInfo.InvariantCulture) },
                var other => throw new ArgumentException($"there is no option {other}"),
            };

            string Next() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value");
        }
        return settings.Server is null ? settings : settings with { Only = [.. settings.Only.Except([ManyAccounts])] };
    }

    private static string[] Known(string[] names) =>
        Array.Find(names, name => !All.Contains(name)) is { } unknown ? throw new ArgumentException($"{unknown} is none of {string.Join(", ", All)}") : names;
}
