using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace ClickClack.Dispatch;

/// <summary>
/// Reads the arguments of a command: words in the order of the handler's parameters, options from wherever they are. What is missing or
/// wrong is noted, and reading goes on; <see cref="Refusal"/> then says all of it, and how the command is used. Takes time linear in the
/// text, whatever it is, and no memory unless a value is a text. Used by generated code, which names parameters by their number.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ArgumentReader
{
    /// <summary>No name of an enum's member is longer (a limit of the compiler).</summary>
    private const int LongestName = 512;

    /// <summary>So many unknown options are named; somebody who writes more of them knows.</summary>
    private const int MostUnknown = 3;

    private readonly string _text;
    private readonly CommandDescription _command;
    private readonly ArgumentCursor _start;

    /// <summary>Whether there are no options: then the pieces of the text are words, and each is read once.</summary>
    private readonly bool _isPlain;

    /// <summary>With options, where the rest of the text begins, else the text's length.</summary>
    private readonly int _end;

    private ArgumentCursor _words;

    /// <summary>Without options, how many words are still before the rest of the text.</summary>
    private int _wordsLeft;

    /// <summary>Where the search for <see cref="_sought"/> goes on, so that a repeated option is found in one pass.</summary>
    private ArgumentCursor _options;
    private int _sought = -1;

    /// <summary>The parameter that was just read well, else -1; and what was read.</summary>
    private int _read = -1;
    private ArgumentWord _word;

    private bool _isUnclosed;
    private ArgumentProblems? _problems;

    /// <summary>A reader at the first argument.</summary>
    /// <param name="text">The text of a message that is a command.</param>
    /// <param name="command">The command.</param>
    public ArgumentReader(string text, CommandDescription command)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(command);
        _text = text;
        _command = command;
        _start = new ArgumentCursor(CommandLine.ArgumentsStart(text, command));
        _words = _start;
        _options = _start;
        _isPlain = !command.HasOptions;
        _end = command.HasRest && !_isPlain ? ArgumentScanner.FindRest(text, command, _start) : text.Length;
        _wordsLeft = command.HasRest ? command.WordCount : int.MaxValue;
    }

    /// <summary>What to answer if <see cref="TryEnd"/> fails: all that was wrong, and the usage line.</summary>
    public readonly string Refusal => _problems!.Refusal;

    /// <summary>What to answer to a command that takes no arguments.</summary>
    /// <param name="text">The text of a message that is the command.</param>
    /// <param name="command">The command.</param>
    /// <returns>What is wrong with the words behind it; null if there are none.</returns>
    public static string? RefuseAny(string text, CommandDescription command)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(command);
        var reader = new ArgumentReader(text, command);
        return reader.TryEnd() ? null : reader.Refusal;
    }

    /// <summary>Whether a parameter is given: of a list, once more.</summary>
    /// <param name="parameter">The parameter's number.</param>
    public bool Has(int parameter)
    {
        _read = -1;
        ParameterDescription description = _command[parameter];
        if (description.IsRest)
        {
            return RestStart() < _text.Length;
        }

        if (_isPlain)
        {
            return HasWord;
        }

        ArgumentCursor ahead = description.IsWord ? _words : Seek(parameter);
        return description.IsWord ? TryFindWord(ref ahead, out _) : TryFindOption(parameter, ref ahead, out _);
    }

    /// <summary>Reads a word as it is.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <returns>The word without its quotes.</returns>
    public string ReadText(int parameter) => TryTake(parameter, out ReadOnlySpan<char> word) ? word.ToString() : null!;

    /// <summary>Reads a value that parses itself from characters.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public T Read<T>(int parameter)
        where T : ISpanParsable<T>
    {
        if (TryTake(parameter, out ReadOnlySpan<char> word))
        {
            if (T.TryParse(word, CultureInfo.InvariantCulture, out T? value))
            {
                return value;
            }

            Refuse(parameter, word);
        }

        return default!;
    }

    /// <summary>Reads a value that parses itself from a string.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <returns>The value; the default value if there is none.</returns>
    public T ReadParsable<T>(int parameter)
        where T : IParsable<T>
    {
        if (TryTake(parameter, out ReadOnlySpan<char> word))
        {
            if (T.TryParse(word.ToString(), CultureInfo.InvariantCulture, out T? value))
            {
                return value;
            }

            Refuse(parameter, word);
        }

        return default!;
    }

    /// <summary>Reads a number that may have a fraction: <c>2.5</c>, <c>-1e3</c>.</summary>
    /// <remarks>
    /// By itself such a type skips the separators of thousands, wherever they are: <c>2,5</c>, which half of the world writes for two
    /// and a half, would be 25. What is too large for the type or no number at all is refused as well.
    /// </remarks>
    /// <inheritdoc cref="ReadParsable"/>
    public T ReadNumber<T>(int parameter)
        where T : struct, INumberBase<T>
    {
        if (TryTake(parameter, out ReadOnlySpan<char> word))
        {
            if (T.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value))
            {
                return value;
            }

            Refuse(parameter, word);
        }

        return default;
    }

    /// <summary>Reads one of a set of names, in any case.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="parser">Reads the name.</param>
    /// <returns>The value; the default value if there is none.</returns>
    public T ReadName<T>(int parameter, ArgumentParser<T> parser)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(parser);
        if (TryTake(parameter, out ReadOnlySpan<char> word))
        {
            if (IsLower(word) ? parser(word, out T value) : TryLower(word, parser, out value))
            {
                return value;
            }

            Refuse(parameter, word);
        }

        return default;
    }

    /// <summary>
    /// Reads yes or no: <c>true</c>, <c>yes</c>, <c>on</c>, or <c>false</c>, <c>no</c>, <c>off</c>, in any case. An option without a value
    /// is yes.
    /// </summary>
    /// <inheritdoc cref="ReadParsable"/>
    public bool ReadBoolean(int parameter)
    {
        bool isSwitch = _command[parameter].IsSwitch;
        bool hasWord = true;
        if (!(isSwitch ? TryTake(parameter, out ReadOnlySpan<char> word, out hasWord) : TryTake(parameter, out word)) || !hasWord)
        {
            return _read == parameter;
        }

        if (IsOneOf(word, "true", "yes", "on"))
        {
            return true;
        }

        if (!IsOneOf(word, "false", "no", "off"))
        {
            Refuse(parameter, word);
        }

        return false;
    }

    /// <summary>Reads an absolute address with its scheme, in angle brackets or without.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public Uri ReadAddress(int parameter)
    {
        Uri? value = null;
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !AddressText.TryParse(word, out value))
        {
            Refuse(parameter, word);
        }

        return value!;
    }

    /// <summary>Reads a character, which may be beyond the first plane of Unicode.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public Rune ReadRune(int parameter)
    {
        Rune value = default;
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !RuneText.TryParse(word, out value))
        {
            Refuse(parameter, word);
        }

        return value;
    }

    /// <summary>Reads a duration: <c>1h30m</c>, <c>90s</c>, <c>2d</c>, or <c>1:30:00</c>.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public TimeSpan ReadDuration(int parameter)
    {
        TimeSpan value = default;
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !DurationText.TryParse(word, out value))
        {
            Refuse(parameter, word);
        }

        return value;
    }

    /// <summary>Reads a date, or a date and time: <c>2026-01-31</c>, <c>2026-01-31T18:30+01:00</c>. Without a zone it is UTC.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public DateTimeOffset ReadMoment(int parameter)
    {
        DateTimeOffset value = default;
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !MomentText.TryParse(word, out value))
        {
            Refuse(parameter, word);
        }

        return value;
    }

    /// <summary>Reads a date, or a date and time, as UTC.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public DateTime ReadDateTime(int parameter)
    {
        DateTime value = default;
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !MomentText.TryParse(word, out value))
        {
            Refuse(parameter, word);
        }

        return value;
    }

    /// <summary>Reads a date: <c>2026-01-31</c>.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public DateOnly ReadDate(int parameter)
    {
        DateOnly value = default;
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !MomentText.TryParse(word, out value))
        {
            Refuse(parameter, word);
        }

        return value;
    }

    /// <summary>Reads a time of day: <c>18:30</c>.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public TimeOnly ReadTime(int parameter)
    {
        TimeOnly value = default;
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !MomentText.TryParse(word, out value))
        {
            Refuse(parameter, word);
        }

        return value;
    }

    /// <summary>Reads what names a user, <c>@handle</c> or an id; <see cref="ArgumentNames"/> finds the user.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public string ReadUser(int parameter)
    {
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !NameText.IsUser(word))
        {
            Refuse(parameter, word);
        }

        return _read == parameter ? word.ToString() : null!;
    }

    /// <summary>Reads what names a channel, <c>#name</c> or an id; <see cref="ArgumentNames"/> finds the channel.</summary>
    /// <inheritdoc cref="ReadParsable"/>
    public string ReadChannel(int parameter)
    {
        if (TryTake(parameter, out ReadOnlySpan<char> word) && !NameText.IsChannel(word))
        {
            Refuse(parameter, word);
        }

        return _read == parameter ? word.ToString() : null!;
    }

    /// <summary>Reads all that is left, as it was written, quotes and all.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <returns>The text, without blanks around it.</returns>
    public string ReadRest(int parameter)
    {
        int start = RestStart();
        if (start == _text.Length)
        {
            _read = -1;
            Missing(parameter);
            return null!;
        }

        _read = parameter;
        _word = new ArgumentWord(start, _text.AsSpan().TrimEnd().Length, escape: null);
        return _word.In(_text).ToString();
    }

    /// <summary>Notes that the value that was just read is none of those that the parameter takes. Does nothing if none was read.</summary>
    /// <param name="holds">Whether it is one of them.</param>
    public void Check(bool holds)
    {
        if (!holds && _read >= 0)
        {
            Refuse(_read, _word.In(_text));
        }
    }

    /// <summary>Notes that the text that was just read has another form than the parameter takes. Does nothing if none was read.</summary>
    /// <param name="form">The form; it matches in linear time.</param>
    public void Check(Regex form)
    {
        ArgumentNullException.ThrowIfNull(form);
        Check(_read < 0 || form.IsMatch(_word.In(_text)));
    }

    /// <summary>Checks how many values a list has.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="count">How many it has.</param>
    /// <param name="least">The least it takes.</param>
    /// <param name="most">The most it takes.</param>
    public void CheckCount(int parameter, int count, int least, int most)
    {
        bool mayBeEmpty = count == 0 && _command[parameter].IsOptional;
        if (mayBeEmpty || (count >= least && count <= most))
        {
            return;
        }

        if (count == 0)
        {
            Missing(parameter);
        }
        else
        {
            string takes = most == int.MaxValue ? $"{least} or more" : least == most ? $"{most}" : least == 0 ? $"at most {most}" : $"{least} to {most}";
            Problems.Add(parameter, $"{_command[parameter].Label} takes {takes} values, not {count}");
        }
    }

    /// <summary>Ends reading.</summary>
    /// <returns>Whether everything was right, and nothing is left.</returns>
    public bool TryEnd()
    {
        if (_isPlain)
        {
            if (HasWord)
            {
                int position = _words.Position;
                bool isClosed = ArgumentWord.TryRead(_text, ref position, out ArgumentWord word);
                TooMany(word, isClosed);
            }

            return _problems is null;
        }

        bool knowsAll = !_command.HasOptions || CheckOptions();
        if (knowsAll && TryFindWord(ref _words, out ArgumentToken token))
        {
            TooMany(token.Word!.Value, token.Kind != ArgumentTokenKind.Unclosed);
        }

        return _problems is null;
    }

    /// <summary>Without options, whether there is a word that is not read yet and does not belong to the rest of the text.</summary>
    private readonly bool HasWord => _wordsLeft > 0 && _words.Position < _text.Length;

    /// <summary>Where the rest of the text begins; the text's length if there is none.</summary>
    private readonly int RestStart()
    {
        if (!_isPlain)
        {
            return _end;
        }

        int position = _words.Position;
        for (int left = _wordsLeft; left > 0 && position < _text.Length; left--)
        {
            ArgumentWord.TryRead(_text, ref position, out _);
        }

        return position;
    }

    private static bool IsLower(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (c >= 128 || char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Apart from the rest, which then needs no buffer: so large a one takes a while to be cleared.</summary>
    private static bool TryLower<T>(ReadOnlySpan<char> word, ArgumentParser<T> parser, out T value)
        where T : struct
    {
        value = default;
        Span<char> lower = stackalloc char[LongestName];
        return word.Length <= lower.Length && parser(lower[..Math.Max(0, word.ToLowerInvariant(lower))], out value);
    }

    private ArgumentProblems Problems => _problems ??= new ArgumentProblems(_command);

    private static bool IsOneOf(ReadOnlySpan<char> word, string first, string second, string third) =>
        word.Equals(first, StringComparison.OrdinalIgnoreCase)
        || word.Equals(second, StringComparison.OrdinalIgnoreCase)
        || word.Equals(third, StringComparison.OrdinalIgnoreCase);

    private bool TryTake(int parameter, out ReadOnlySpan<char> word)
    {
        if (_isPlain)
        {
            return TryTakeNext(parameter, out word);
        }

        if (!TryTake(parameter, out word, out bool hasWord))
        {
            return false;
        }

        if (!hasWord)
        {
            _read = -1;
            Problems.AddWithoutValue(parameter);
        }

        return hasWord;
    }

    /// <summary>The same without options: it is the next word.</summary>
    private bool TryTakeNext(int parameter, out ReadOnlySpan<char> word)
    {
        word = default;
        _read = -1;
        if (!HasWord)
        {
            Missing(parameter);
            return false;
        }

        int position = _words.Position;
        bool isClosed = ArgumentWord.TryRead(_text, ref position, out ArgumentWord written);
        _words.Position = position;
        _wordsLeft--;
        if (!isClosed)
        {
            NoteUnclosed(written);
            return false;
        }

        _read = parameter;
        _word = written;
        word = written.In(_text);
        return true;
    }

    private bool TryTake(int parameter, out ReadOnlySpan<char> word, out bool hasWord)
    {
        word = default;
        hasWord = false;
        _read = -1;
        bool found = Find(parameter, out ArgumentToken token);
        Note(token);
        if (!found || _isUnclosed)
        {
            Missing(parameter);
            return false;
        }

        _read = parameter;
        if (token.Word is { } written)
        {
            _word = written;
            word = written.In(_text);
            hasWord = true;
        }

        return true;
    }

    private bool Find(int parameter, out ArgumentToken token)
    {
        if (_command[parameter].IsWord)
        {
            return TryFindWord(ref _words, out token);
        }

        ArgumentCursor cursor = Seek(parameter);
        bool found = TryFindOption(parameter, ref cursor, out token);
        _options = cursor;
        return found;
    }

    private ArgumentCursor Seek(int option)
    {
        if (_sought != option)
        {
            _sought = option;
            _options = _start;
        }

        return _options;
    }

    private readonly bool TryFindWord(ref ArgumentCursor cursor, out ArgumentToken token)
    {
        while (ArgumentScanner.TryRead(_text, _end, _command, ref cursor, out token))
        {
            if (token.Kind is ArgumentTokenKind.Word or ArgumentTokenKind.Unclosed)
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool TryFindOption(int option, ref ArgumentCursor cursor, out ArgumentToken token)
    {
        while (ArgumentScanner.TryRead(_text, _end, _command, ref cursor, out token))
        {
            if (token.Parameter == option || token.Kind == ArgumentTokenKind.Unclosed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks for options that are none, and for those that are there too often.</summary>
    /// <returns>Whether all is known: a word behind an unknown option may be its value.</returns>
    private bool CheckOptions()
    {
        Span<bool> seen = stackalloc bool[_command.Parameters.Count];
        seen.Clear();
        int unknown = 0;
        ArgumentCursor cursor = _start;
        while (ArgumentScanner.TryRead(_text, _end, _command, ref cursor, out ArgumentToken token))
        {
            Note(token);
            if (token.Kind == ArgumentTokenKind.UnknownOption)
            {
                if (++unknown <= MostUnknown)
                {
                    Unknown(_text.AsSpan(token.Start, token.NameEnd - token.Start));
                }
            }
            else if (token.Kind == ArgumentTokenKind.Option && !_command[token.Parameter].IsList)
            {
                if (seen[token.Parameter])
                {
                    Problems.Add(token.Parameter, $"{_command[token.Parameter].Label} is there more than once");
                }

                seen[token.Parameter] = true;
            }
        }

        if (unknown > MostUnknown)
        {
            Problems.Add($"and {unknown - MostUnknown} more that are no options");
        }

        return unknown == 0;
    }

    private void Unknown(ReadOnlySpan<char> written)
    {
        bool isShort = written.Length == 2;
        string? suggestion = isShort ? null : NearMiss.Find(
            written.TrimStart("-—–"), _command.Parameters.Where(parameter => parameter.Option is not null).Select(parameter => parameter.Option!));
        Problems.Add($"{ArgumentEcho.Of(written)} is no option of /{_command.Name}{ArgumentProblems.DidYouMean("--", suggestion)}");
    }

    /// <summary>A quote that is not closed is said once: what is missing behind it is in it.</summary>
    private void Note(in ArgumentToken token)
    {
        if (token.Kind == ArgumentTokenKind.Unclosed)
        {
            NoteUnclosed(token.Word!.Value);
        }
    }

    private void NoteUnclosed(ArgumentWord word)
    {
        if (!_isUnclosed)
        {
            _isUnclosed = true;
            Problems.Add($"{ArgumentEcho.Of(word.In(_text))} has no closing quote");
        }
    }

    private void TooMany(ArgumentWord word, bool isClosed)
    {
        if (!isClosed)
        {
            NoteUnclosed(word);
        }

        if (!_isUnclosed)
        {
            Problems.Add($"{ArgumentEcho.Of(word.In(_text))} is one word too many");
        }
    }

    private void Missing(int parameter)
    {
        if (!_isUnclosed)
        {
            Problems.AddMissing(parameter);
        }
    }

    private void Refuse(int parameter, ReadOnlySpan<char> word)
    {
        _read = -1;
        Problems.AddWrong(parameter, word);
    }
}
