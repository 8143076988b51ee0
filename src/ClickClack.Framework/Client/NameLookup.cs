namespace ClickClack.Client;

/// <summary>Finds the one thing that somebody means by a text: by id, else by its unique name, else by the name people see.</summary>
internal static class NameLookup
{
    /// <summary>Looks up.</summary>
    /// <param name="what">The kind of thing, for messages.</param>
    /// <param name="wanted">The text.</param>
    /// <param name="all">What there is.</param>
    /// <param name="id">The id, which is compared exactly.</param>
    /// <param name="names">The names, the stronger first; compared without regard to case.</param>
    /// <returns>The thing; null if there is none.</returns>
    /// <exception cref="AmbiguousNameException">There are several of equal strength.</exception>
    public static T? Find<T>(string what, string wanted, IReadOnlyList<T> all, Func<T, string?> id, params ReadOnlySpan<Func<T, string?>> names)
        where T : class
    {
        foreach (T thing in all)
        {
            if (id(thing) == wanted)
            {
                return thing;
            }
        }

        foreach (Func<T, string?> name in names)
        {
            T[] matching = [.. all.Where(thing => string.Equals(name(thing), wanted, StringComparison.OrdinalIgnoreCase))];
            if (matching.Length == 1)
            {
                return matching[0];
            }

            if (matching.Length > 1)
            {
                Func<T, string?> shown = names[0];
                string candidates = string.Join(", ", matching.Select(thing => $"{ServerText.Clean(id(thing))} ({ServerText.Clean(shown(thing))})"));
                throw new AmbiguousNameException($"{what} \"{ServerText.Clean(wanted)}\" is ambiguous: {candidates}; use the id");
            }
        }

        return null;
    }
}
