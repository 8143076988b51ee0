using System.Collections.Concurrent;

namespace ClickClack.Generators;

/// <summary>
/// What was computed of a text before. A handler that is read again, since something it names was declared anew, is mostly as it was: what
/// is expensive and follows from a text alone is not computed again. Analyzers, which read all handlers each time, share it.
/// </summary>
/// <typeparam name="T">What is computed; it does not change.</typeparam>
/// <param name="compute">Computes it.</param>
internal sealed class Memo<T>(Func<string, T> compute)
{
    /// <summary>A bot has fewer. What is typed meanwhile adds to it, and is forgotten with everything else.</summary>
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, T> _known = new(StringComparer.Ordinal);

    /// <summary>What follows from a text.</summary>
    public T Of(string text)
    {
        if (_known.TryGetValue(text, out T? known))
        {
            return known;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(text, compute);
    }
}
