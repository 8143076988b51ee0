using System.Diagnostics.CodeAnalysis;

namespace ClickClack.Targets;

/// <summary>Reads the ids of every kind.</summary>
internal static class TypedId
{
    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no id of that kind.</exception>
    public static TId Parse<TId>(string text)
        where TId : struct, ITypedId<TId>
    {
        ArgumentNullException.ThrowIfNull(text);
        return IdGrammar.Check(text, IdGrammar.KindOf(TId.Prefix)!) is { } problem
            ? throw new FormatException($"invalid {typeof(TId).Name}: {problem}")
            : TId.FromText(text);
    }

    /// <summary>Reads an id without throwing.</summary>
    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id)
        where TId : struct, ITypedId<TId>
    {
        bool right = text is not null && IdGrammar.Check(text, IdGrammar.KindOf(TId.Prefix)!) is null;
        id = right ? TId.FromText(text!) : default;
        return right;
    }
}
