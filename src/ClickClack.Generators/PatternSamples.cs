using System.Globalization;
using System.Text.RegularExpressions;

namespace ClickClack.Generators;

/// <summary>
/// Short texts that a regular expression matches: what somebody would write who was told what the bot listens to. A guess from the
/// expression's syntax, and each was tried, so that there may be none for an unusual expression, but none that does not match.
/// </summary>
internal sealed class PatternSamples
{
    /// <summary>How many ways through an expression are looked at.</summary>
    private const int Most = 16;

    private const int Longest = 80;
    private const string Digit = "5";
    private const string Letter = "x";

    /// <summary>What a class of characters is tried with, the likely first.</summary>
    private const string Likely = "x5X _-.!/#@:,é";

    private readonly string _text;
    private int _at;

    private PatternSamples(string text) => _text = text;

    /// <summary>Texts that an expression matches, the shortest way through it first.</summary>
    public static IReadOnlyList<string> Of(string text, Regex expression)
    {
        List<string> guesses;
        try
        {
            var reader = new PatternSamples(text);
            guesses = reader.Alternatives();
            if (reader._at < text.Length)
            {
                return [];
            }
        }
        catch (FormatException)
        {
            return [];
        }

        guesses.RemoveAll(guess => guess.Trim().Length == 0 || guess.Length > Longest || !Matches(expression, guess));
        return guesses;
    }

    /// <summary>Whether an expression matches a text, as far as that can be told soon.</summary>
    public static bool Matches(Regex expression, string text)
    {
        try
        {
            return expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private bool IsAtEnd => _at >= _text.Length;

    private char Next => _text[_at];

    private List<string> Alternatives()
    {
        List<string> all = Sequence();
        while (!IsAtEnd && Next == '|')
        {
            _at++;
            Join(all, Sequence());
        }

        return all;
    }

    private List<string> Sequence()
    {
        List<string> all = [""];
        while (!IsAtEnd && Next is not ('|' or ')'))
        {
            all = Product(all, Repeated(Atom()));
        }

        return all;
    }

    private List<string> Atom()
    {
        char first = Next;
        _at++;
        switch (first)
        {
            case '^' or '$':
                return [""];
            case '.':
                return [Letter];
            case '[':
                _at--;
                return [Member()];
            case '(':
                return Group();
            case '\\':
                return [Escape()];
            default:
                return [first.ToString()];
        }
    }

    private List<string> Group()
    {
        if (!IsAtEnd && Next == '?')
        {
            _at++;
            char kind = IsAtEnd ? ')' : Next;
            if (kind is '<' or '\'')
            {
                Skip(kind == '<' ? '>' : '\'');
            }
            else if (kind == '#')
            {
                Skip(')');
                return [""];
            }
            else
            {
                while (!IsAtEnd && Next is not (':' or ')'))
                {
                    if (Next == 'x')
                    {
                        // Blanks mean nothing from here on.
                        throw new FormatException();
                    }

                    _at++;
                }

                bool isOption = !IsAtEnd && Next == ')';
                _at++;
                if (isOption)
                {
                    return [""];
                }
            }
        }

        List<string> inner = Alternatives();
        if (IsAtEnd)
        {
            throw new FormatException();
        }

        _at++;
        return inner;
    }

    /// <summary>What follows says how often.</summary>
    private List<string> Repeated(List<string> one)
    {
        while (!IsAtEnd && Next is '?' or '*' or '+' or '{')
        {
            int least;
            bool mayBeMore;
            if (Next == '{')
            {
                int end = _text.IndexOf('}', _at);
                string[] bounds = end < 0 ? [] : _text.Substring(_at + 1, end - _at - 1).Split(',');
                if (bounds.Length == 0 || !int.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out least))
                {
                    // A brace like any other character.
                    return one;
                }

                mayBeMore = least == 0;
                _at = end + 1;
            }
            else
            {
                least = Next == '+' ? 1 : 0;
                mayBeMore = least == 0;
                _at++;
            }

            if (!IsAtEnd && Next == '?')
            {
                _at++;
            }

            List<string> all = [""];
            for (int i = 0; i < Math.Min(least, Longest); i++)
            {
                all = Product(all, one);
            }

            if (mayBeMore)
            {
                Join(all, one);
            }

            one = all;
        }

        return one;
    }

    private string Escape()
    {
        if (IsAtEnd)
        {
            throw new FormatException();
        }

        char kind = Next;
        _at++;
        switch (kind)
        {
            case 'b' or 'B' or 'A' or 'z' or 'Z':
                return "";
            case 'd':
                return Digit;
            case 'w' or 'D' or 'S':
                return Letter;
            case 's':
                return " ";
            case 'W':
                return "!";
            case 't' or 'n' or 'r' or 'f' or 'v' or 'a' or 'e':
                return Regex.Unescape("\\" + kind);
            case 'x':
                return Code(2);
            case 'u':
                return Code(4);
            case 'p' or 'P':
                int start = _at - 2;
                Skip('}');
                return Fitting(_text.Substring(start, _at - start));
            default:
                return kind.ToString();
        }
    }

    private string Code(int digits)
    {
        if (_at + digits > _text.Length
            || !int.TryParse(_text.Substring(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            throw new FormatException();
        }

        _at += digits;
        return ((char)code).ToString();
    }

    /// <summary>A member of a class of characters.</summary>
    private string Member()
    {
        int start = _at;
        _at++;
        _at += !IsAtEnd && Next == '^' ? 1 : 0;
        _at += !IsAtEnd && Next == ']' ? 1 : 0;
        for (int depth = 1; depth > 0; _at++)
        {
            if (IsAtEnd)
            {
                throw new FormatException();
            }

            depth += Next == '[' && _text[_at - 1] == '-' ? 1 : Next == ']' ? -1 : 0;
            _at += Next == '\\' ? 1 : 0;
        }

        return Fitting(_text.Substring(start, _at - start));
    }

    private static string Fitting(string @class)
    {
        Regex one;
        try
        {
            one = new Regex($"^(?:{@class})$", RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            throw new FormatException();
        }

        foreach (char candidate in Likely + @class)
        {
            if (one.IsMatch(candidate.ToString()))
            {
                return candidate.ToString();
            }
        }

        throw new FormatException();
    }

    private void Skip(char end)
    {
        int found = _text.IndexOf(end, Math.Min(_at + 1, _text.Length));
        _at = found < 0 ? throw new FormatException() : found + 1;
    }

    private static List<string> Product(List<string> starts, List<string> ends)
    {
        var all = new List<string>();
        foreach (string end in ends)
        {
            foreach (string start in starts)
            {
                if (all.Count < Most && start.Length + end.Length <= 2 * Longest)
                {
                    all.Add(start + end);
                }
            }
        }

        return all;
    }

    private static void Join(List<string> all, List<string> more)
    {
        foreach (string text in more)
        {
            if (all.Count < Most && !all.Contains(text))
            {
                all.Add(text);
            }
        }
    }
}
