using System.Globalization;

namespace ClickClack.Local;

/// <summary>What the stand-alone server was asked for.</summary>
internal sealed record CommandLine(int Port, string? DataDirectory)
{
    public const string Usage = "usage: clickclack-local [--port N] [--data DIR]";

    /// <summary>False when the arguments make no sense; then <paramref name="problem"/> says why in one line.</summary>
    public static bool TryParse(ReadOnlySpan<string> args, out CommandLine parsed, out string problem)
    {
        parsed = new(0, null);
        problem = "";
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (name is not ("--port" or "--data"))
            {
                problem = $"unknown argument {args[i]}; {Usage}";
                return false;
            }
            value ??= i + 1 < args.Length ? args[++i] : "";
            if (name == "--data")
            {
                if (value.Length == 0)
                {
                    problem = $"--data needs a directory; {Usage}";
                    return false;
                }
                parsed = parsed with { DataDirectory = value };
            }
            else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue)
            {
                parsed = parsed with { Port = port };
            }
            else
            {
                problem = $"--port needs a number from 0 to {ushort.MaxValue}, 0 for a free one; {Usage}";
                return false;
            }
        }
        return true;
    }
}
