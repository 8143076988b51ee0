namespace ClickClack.Generators;

/// <summary>Finds what a regular expression cannot have if it is matched in linear time. The expression is known to be one.</summary>
internal static class PatternSyntax
{
    /// <summary>The first construct that needs backtracking, or null.</summary>
    public static PatternProblem? FindBacktracking(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    if (OfEscape(text, i) is { } escape)
                    {
                        return escape;
                    }

                    i++;
                    break;

                case '[':
                    i = EndOfClass(text, i);
                    break;

                case '(' when Starts(text, i, "(?#"):
                    int end = text.IndexOf(')', i);
                    i = end < 0 ? text.Length : end;
                    break;

                case '(':
                    if (OfGroup(text, i) is { } group)
                    {
                        return group;
                    }

                    break;
            }
        }

        return null;
    }

    private static PatternProblem? OfEscape(string text, int at)
    {
        char next = at + 1 < text.Length ? text[at + 1] : '\0';
        string? what = next switch
        {
            >= '1' and <= '9' or 'k' => "a back reference",
            'G' => "\\G",
            _ => null,
        };
        return what is null ? null : Needs(what, at, 2);
    }

    private static PatternProblem? OfGroup(string text, int at) =>
        Starts(text, at, "(?=") ? Needs("a lookahead", at, 3)
        : Starts(text, at, "(?!") ? Needs("a lookahead", at, 3)
        : Starts(text, at, "(?<=") ? Needs("a lookbehind", at, 4)
        : Starts(text, at, "(?<!") ? Needs("a lookbehind", at, 4)
        : Starts(text, at, "(?>") ? Needs("an atomic group", at, 3)
        : Starts(text, at, "(?(") ? Needs("a condition", at, 3)
        : (Starts(text, at, "(?<") || Starts(text, at, "(?'")) && IsBalancing(text, at) ? Needs("a balancing group", at, 3)
        : null;

    private static bool IsBalancing(string text, int at)
    {
        int end = text.IndexOfAny(['>', '\''], at + 3);
        int dash = text.IndexOf('-', at);
        return dash >= 0 && dash < end;
    }

    /// <summary>The closing bracket of a character class.</summary>
    private static int EndOfClass(string text, int at)
    {
        int i = at + 1;
        i += i < text.Length && text[i] == '^' ? 1 : 0;

        // A bracket that comes first is a member.
        i += i < text.Length && text[i] == ']' ? 1 : 0;
        for (; i < text.Length && text[i] != ']'; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '[' && text[i - 1] == '-')
            {
                // A class that is subtracted.
                i = EndOfClass(text, i);
            }
        }

        return i;
    }

    private static bool Starts(string text, int at, string with) => string.CompareOrdinal(text, at, with, 0, with.Length) == 0;

    private static PatternProblem Needs(string what, int at, int length) =>
        new($"{what} cannot be matched in linear time; write it without, or name a [GeneratedRegex] of your own", at, length);
}
