using System.Reflection;

namespace ClickClack.Generators;

/// <summary>What is wrong with a regular expression.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="Position">Where it begins, from 0; negative if all of it is wrong.</param>
/// <param name="Length">How many characters are to blame.</param>
internal sealed record PatternProblem(string Reason, int Position, int Length)
{
    /// <summary>What the parser of regular expressions says.</summary>
    /// <param name="error">Its exception.</param>
    /// <param name="text">The expression.</param>
    public static PatternProblem Of(ArgumentException error, string text)
    {
        // RegexParseException is public where this runs, but not in netstandard2.0.
        int position = error.GetType().GetProperty("Offset", BindingFlags.Public | BindingFlags.Instance)?.GetValue(error) is int offset
            ? Math.Min(offset, text.Length) - 1
            : -1;
        string message = error.Message;
        int words = message.LastIndexOf(". ", StringComparison.Ordinal);
        string reason = words < 0 ? message : message.Substring(words + 2);
        reason = reason.TrimEnd('.');
        return new PatternProblem(reason.Length > 1 ? char.ToLowerInvariant(reason[0]) + reason.Substring(1) : "it is no regular expression", position, 1);
    }
}
