namespace ClickClack.Generators;

/// <summary>
/// Writes the decision between many words: by their length, then by the characters in which they differ most, until a few are left that are
/// compared whole. Few words are left to the C# compiler, which does the same; of many it computes a hash, and the runtime does not optimize
/// a method with thousands of branches.
/// </summary>
/// <typeparam name="T">What has a word.</typeparam>
/// <param name="writer">Takes the methods.</param>
/// <param name="method">The name of the first method; the others have a number behind it.</param>
/// <param name="parameters">What the methods take, as C# source.</param>
/// <param name="arguments">The same as one method hands it on to another.</param>
/// <param name="result">The type of what they return.</param>
/// <param name="variable">The parameter that is decided on.</param>
/// <param name="word">The word of an item.</param>
/// <param name="emitSwitch">Writes a switch over the words of some items. Where it is left, nothing was found.</param>
internal sealed class WordDecision<T>(
    CodeWriter writer,
    string method,
    string parameters,
    string arguments,
    string result,
    string variable,
    Func<T, string> word,
    Action<IReadOnlyList<T>> emitSwitch)
{
    /// <summary>So many words are one switch.</summary>
    public const int FewWords = 24;

    /// <summary>So many words are decided between in one method, with switches in switches.</summary>
    private const int MostWords = 32;

    /// <summary>So many words are compared one after the other at the end of such switches.</summary>
    private const int LastWords = 4;

    private readonly List<(IReadOnlyList<T> Items, bool IsLengthKnown)> _methods = [];

    /// <summary>Writes the methods.</summary>
    public void Emit(IReadOnlyList<T> items)
    {
        _methods.Add((items, false));

        // Grows while it is walked through.
        for (int i = 0; i < _methods.Count; i++)
        {
            writer.Open($"private static {result} {Name(i)}({parameters})");
            if (_methods[i].Items.Count <= FewWords)
            {
                emitSwitch(_methods[i].Items);
            }
            else
            {
                EmitSplit(_methods[i].Items, _methods[i].IsLengthKnown);
            }

            writer.Line().Line($"return {result}.None;").Close().Line();
        }
    }

    private string Name(int number) => number == 0 ? method : $"{method}{number + 1}";

    private void EmitSplit(IReadOnlyList<T> items, bool isLengthKnown)
    {
        int position = -1;
        SortedDictionary<int, List<T>> parts = Split(items, static text => text.Length);
        if (isLengthKnown && parts.Count == 1)
        {
            position = BestPosition(items, out parts);
        }

        writer.Open(position < 0 ? $"switch ({variable}.Length)" : $"switch ({variable}[{position}])");
        bool isFirst = true;
        foreach (KeyValuePair<int, List<T>> part in parts)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            writer.Line($"case {(position < 0 ? $"{part.Key}" : Literals.Of((char)part.Key))}:").Indent();
            if (items.Count > MostWords && part.Value.Count <= MostWords)
            {
                _methods.Add((part.Value, true));
                writer.Line($"return {Name(_methods.Count - 1)}({arguments});");
            }
            else
            {
                if (part.Value.Count <= LastWords)
                {
                    emitSwitch(part.Value);
                }
                else
                {
                    EmitSplit(part.Value, isLengthKnown: true);
                }

                writer.Line().Line("break;");
            }

            writer.Outdent();
        }

        writer.Close();
    }

    /// <summary>The position whose character leaves the fewest words to decide between; words of one length differ somewhere.</summary>
    private int BestPosition(IReadOnlyList<T> items, out SortedDictionary<int, List<T>> best)
    {
        (int position, long least, best) = (-1, long.MaxValue, []);
        for (int i = 0; i < word(items[0]).Length; i++)
        {
            SortedDictionary<int, List<T>> parts = Split(items, text => text[i]);
            long squares = 0;
            foreach (List<T> part in parts.Values)
            {
                squares += (long)part.Count * part.Count;
            }

            if (squares < least)
            {
                (position, least, best) = (i, squares, parts);
            }
        }

        return position;
    }

    private SortedDictionary<int, List<T>> Split(IReadOnlyList<T> items, Func<string, int> by)
    {
        var parts = new SortedDictionary<int, List<T>>();
        foreach (T item in items)
        {
            int key = by(word(item));
            if (!parts.TryGetValue(key, out List<T>? part))
            {
                parts.Add(key, part = []);
            }

            part.Add(item);
        }

        return parts;
    }
}
