using System.Text;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>What an argument of a type takes, in the words of a reply.</summary>
internal static class Expectation
{
    /// <summary>What is known of a type, with an article, or null: of an author's own type only they can say.</summary>
    public static string? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => null,
        SpecialType.System_Boolean => "yes or no",
        SpecialType.System_Char => "a single character",
        SpecialType.System_SByte => "a whole number from -128 to 127",
        SpecialType.System_Byte => "a whole number from 0 to 255",
        SpecialType.System_Int16 => "a whole number from -32768 to 32767",
        SpecialType.System_UInt16 => "a whole number from 0 to 65535",
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr => "a whole number",
        SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr => "a whole number, zero or more",
        SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => "a number, such as 2.5",
        SpecialType.System_DateTime => "a date and time, such as 2026-01-31T18:30Z",
        _ when type.ContainingNamespace?.ToDisplayString() == "System" => OfSystem(type.Name),
        _ when type.Is("System.Text", "Rune") => "a single character",
        _ when type.Is("System.Numerics", "BigInteger") => "a whole number",
        _ when type.Is("System.Runtime.InteropServices", "NFloat") => "a number, such as 2.5",
        _ when type.Is("ClickClack", "UserRef") => "a user: the handle with its @, or the id (usr_…)",
        _ when type.Is("ClickClack", "ChannelRef") => "a channel, such as #general",
        _ when type.Is("ClickClack", "Target") => "a target, such as channel:general",
        _ => null,
    };

    /// <summary>Whether the numbers of a type have no fraction.</summary>
    public static bool IsWhole(ITypeSymbol type) =>
        type.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal);

    /// <summary>One of some words.</summary>
    public static string OneOf(IReadOnlyList<string> words)
    {
        const int Shown = 20;
        string list = "one of ";
        for (int i = 0; i < words.Count && i < Shown; i++)
        {
            list += i == 0 ? words[i] : ", " + words[i];
        }

        return words.Count > Shown ? list + ", …" : list;
    }

    /// <summary><c>DryRun</c> and <c>Dry_Run</c> as <c>dry-run</c>.</summary>
    public static string Dashed(string name)
    {
        var dashed = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            // A word begins at a capital after a small letter or digit, and at the last capital of a run: "HTTPServer" is "http-server".
            bool begins = char.IsUpper(name[i]) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((begins || name[i] == '_') && dashed.Length > 0 && dashed[dashed.Length - 1] != '-')
            {
                dashed.Append('-');
            }

            if (name[i] != '_')
            {
                dashed.Append(char.ToLowerInvariant(name[i]));
            }
        }

        return dashed.ToString().TrimEnd('-');
    }

    /// <summary><c>OrderNumber</c> as <c>order number</c>.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            // A word begins at a capital, and a run of capitals, which stays as it is, is one word: "UTC time".
            bool endsRun = i + 1 == name.Length || !char.IsUpper(name[i + 1]);
            bool begins = char.IsUpper(name[i]) && (i == 0 || endsRun || char.IsLower(name[i - 1]));
            if (begins && i > 0)
            {
                words.Append(' ');
            }

            words.Append(begins && endsRun ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return words.ToString();
    }

    private static string? OfSystem(string name) => name switch
    {
        "Int128" => "a whole number",
        "UInt128" => "a whole number, zero or more",
        "Half" => "a number, such as 2.5",
        "Guid" => "a GUID",
        "Uri" => "an address such as https://example.org",
        "DateOnly" => "a date, such as 2026-01-31",
        "DateTimeOffset" => "a date and time, such as 2026-01-31T18:30Z",
        "TimeOnly" => "a time of day, such as 18:30",
        "TimeSpan" => "a duration, such as 1h30m",
        _ => null,
    };
}
