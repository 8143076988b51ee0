using System.Globalization;
using System.Text;

namespace ClickClack.Generators;

/// <summary>
/// Reads a settings file as the configuration of an application does: comments and commas too many are passed over, and each value is known
/// by the keys that lead to it, with colons between.
/// </summary>
/// <remarks>Here because the compiler brings no reader of JSON, and a plug-in can bring no library.</remarks>
internal sealed class JsonSettings
{
    /// <summary>As deep as the application reads.</summary>
    private const int Deepest = 64;

    private readonly string _text;
    private readonly List<(string Path, string? Text)> _found = [];
    private int _at;

    private JsonSettings(string text) => _text = text;

    /// <summary>Reads a file.</summary>
    /// <returns>The values and what is around them, in order: the path of each, and its text if it is one. Null if the file is no JSON object.</returns>
    public static IReadOnlyList<(string Path, string? Text)>? Read(string text)
    {
        var reader = new JsonSettings(text);
        return reader.Skip() && reader.Next == '{' && reader.ReadValue("", 0) && reader.Skip() && reader._at == text.Length ? reader._found : null;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private bool ReadValue(string path, int depth)
    {
        if (depth > Deepest)
        {
            return false;
        }

        switch (Next)
        {
            case '{':
                _found.Add((path, null));
                return ReadItems('}', path, depth);

            case '[':
                _found.Add((path, null));
                return ReadItems(']', path, depth);

            case '"':
                string? text = ReadText();
                _found.Add((path, text));
                return text is not null;

            default:
                _found.Add((path, null));
                return ReadWord();
        }
    }

    /// <summary>The members of an object or the values of a list, whose keys are their numbers.</summary>
    private bool ReadItems(char end, string path, int depth)
    {
        _at++;
        for (int number = 0; Skip(); number++)
        {
            if (Next == end)
            {
                _at++;
                return true;
            }

            string? key = number.ToString(CultureInfo.InvariantCulture);
            if (end == '}')
            {
                key = Next == '"' ? ReadText() : null;
                if (key is null || !Skip() || Next != ':')
                {
                    return false;
                }

                _at++;
            }

            if (!Skip() || !ReadValue(path.Length == 0 ? key : path + ":" + key, depth + 1) || !Skip())
            {
                return false;
            }

            if (Next == ',')
            {
                _at++;
            }
            else if (Next != end)
            {
                return false;
            }
        }

        return false;
    }

    private string? ReadText()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] >= ' '; _at++)
        {
            switch (_text[_at])
            {
                case '"':
                    _at++;
                    return text.ToString();

                case '\\':
                    _at++;
                    if (ReadEscape() is not { } character)
                    {
                        return null;
                    }

                    text.Append(character);
                    break;

                default:
                    text.Append(_text[_at]);
                    break;
            }
        }

        return null;
    }

    private char? ReadEscape()
    {
        switch (Next)
        {
            case '"' or '\\' or '/':
                return Next;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 < _text.Length
                && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _at += 4;
                return (char)code;
            default:
                return null;
        }
    }

    /// <summary>A number, yes, no or nothing. What they say matters to nobody here, so numbers are not read closely.</summary>
    private bool ReadWord()
    {
        int start = _at;
        while (Next is (>= 'a' and <= 'z') or (>= '0' and <= '9') or 'E' or '+' or '-' or '.')
        {
            _at++;
        }

        return _text.Substring(start, _at - start) is "true" or "false" or "null" || (_at > start && _text[start] is '-' or (>= '0' and <= '9'));
    }

    /// <summary>Passes over blanks and comments.</summary>
    /// <returns>False if a comment does not end.</returns>
    private bool Skip()
    {
        while (true)
        {
            if (Next is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
            {
                _at++;
            }
            else if (Next == '/' && _at + 1 < _text.Length && _text[_at + 1] is '/' or '*')
            {
                bool isLine = _text[_at + 1] == '/';
                int end = _text.IndexOf(isLine ? "\n" : "*/", _at + 2, StringComparison.Ordinal);
                if (end < 0 && !isLine)
                {
                    return false;
                }

                _at = end < 0 ? _text.Length : end + (isLine ? 1 : 2);
            }
            else
            {
                return true;
            }
        }
    }
}
