using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace EchoBot;

/// <summary>Dice as players write them: <c>2d6</c> is two of six sides. A type that can be parsed can be an argument of a command.</summary>
internal readonly record struct Dice(int Count, int Sides) : IParsable<Dice>
{
    private const int MaxCount = 100;
    private const int MaxSides = 1000;

    public int Roll()
    {
        int sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += RandomNumberGenerator.GetInt32(1, Sides + 1);
        }

        return sum;
    }

    public static Dice Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out Dice dice) ? dice : throw new FormatException($"\"{s}\" is not dice like 2d6.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Dice result)
    {
        result = default;
        string[] parts = s?.Split('d', 'D') ?? [];
        if (parts is not [var count, var sides]
            || !int.TryParse(count, NumberStyles.None, provider, out int n)
            || !int.TryParse(sides, NumberStyles.None, provider, out int m)
            || n is < 1 or > MaxCount
            || m is < 2 or > MaxSides)
        {
            return false;
        }

        result = new Dice(n, m);
        return true;
    }

    public override string ToString() => $"{Count}d{Sides}";
}
