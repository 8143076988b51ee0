using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>The part of a message that a search shows, with the places where it matches counted in code points.</summary>
internal sealed record Snippet(string Text, IReadOnlyList<SearchHighlight> Highlights)
{
    public static Snippet Of(Transaction db, string expression, Match match)
    {
        // A message may contain anything, so the marks are made up anew: nobody can have written them.
        var mark = Guid.NewGuid().ToString("N");
        var parts = SearchStore.Snippet(db, expression, match, mark, mark).Split(mark);
        var highlights = new List<SearchHighlight>();
        var position = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var end = position + CodePoints.Count(parts[i]);
            // Marks come in pairs, so what matches is every second part.
            if (i % 2 == 1 && end > position)
            {
                highlights.Add(new(position, end));
            }
            position = end;
        }
        return new(string.Concat(parts), highlights);
    }
}
