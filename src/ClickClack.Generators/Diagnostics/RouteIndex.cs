using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>All the routes of a compilation, by what they listen to.</summary>
internal sealed class RouteIndex
{
    private readonly List<Duplicate> _duplicates = [];

    private RouteIndex(List<Entry> entries)
    {
        // What is handled first, in the order of the source, is right; what comes later is a duplicate.
        entries.Sort(static (one, other) => one.Order.CompareTo(other.Order) is var order && order != 0
            ? order
            : one.Number.CompareTo(other.Number));

        List<RouteKey> keys = entries.ConvertAll(static entry => entry.Key);
        var first = new Dictionary<(RouteKind, string, PlaceTest), Entry>();
        foreach (Entry entry in entries)
        {
            Duplicate? duplicate = null;
            foreach (PlaceTest place in entry.Key.Places)
            {
                var scope = (entry.Key.Kind, entry.Key.Command, place);
                if (first.TryGetValue(scope, out Entry? other))
                {
                    duplicate ??= new Duplicate(entry.Type, entry.Method, entry.Key, place, other.Key, other.Method);
                }
                else
                {
                    first.Add(scope, entry);
                }
            }

            if (entry.Key.Error is { } error)
            {
                // Of one type of exception, in one class or for all of the assembly.
                var scope = (RouteKind.Error, $"{Errors.ScopeOf(entry.Key, keys)} {error.Type}", default(PlaceTest));
                if (first.TryGetValue(scope, out Entry? other))
                {
                    duplicate = new Duplicate(entry.Type, entry.Method, entry.Key, default, other.Key, other.Method);
                }
                else
                {
                    first.Add(scope, entry);
                }
            }

            foreach ((string name, PlaceTest place) in Reactions.Scopes(entry.Key))
            {
                var scope = (RouteKind.Reaction, name, place);
                if (first.TryGetValue(scope, out Entry? other))
                {
                    duplicate ??= new Duplicate(entry.Type, entry.Method, entry.Key, place, other.Key, other.Method);
                }
                else
                {
                    first.Add(scope, entry);
                }
            }

            if (duplicate is not null)
            {
                _duplicates.Add(duplicate);
            }
        }
    }

    /// <summary>A route that another one has taken the place of.</summary>
    /// <param name="Type">The type it belongs to.</param>
    /// <param name="Method">Its handler.</param>
    /// <param name="Route">The route.</param>
    /// <param name="Place">The place where it does.</param>
    /// <param name="Earlier">The one that comes first.</param>
    /// <param name="EarlierMethod">Its handler.</param>
    public sealed record Duplicate(
        INamedTypeSymbol Type, IMethodSymbol Method, RouteKey Route, PlaceTest Place, RouteKey Earlier, IMethodSymbol EarlierMethod);

    private sealed record Entry(INamedTypeSymbol Type, IMethodSymbol Method, RouteKey Key, SourceOrder Order, int Number);

    /// <summary>Reads all types of the compilation's source that have attributes.</summary>
    public static RouteIndex Of(Compilation compilation, CancellationToken cancellation)
    {
        var entries = new List<Entry>();
        Add(compilation.Assembly.GlobalNamespace, compilation, entries, cancellation);
        return new RouteIndex(entries);
    }

    /// <summary>The duplicates within a type.</summary>
    public IEnumerable<Duplicate> In(INamedTypeSymbol type)
    {
        foreach (Duplicate duplicate in _duplicates)
        {
            if (SymbolEqualityComparer.Default.Equals(duplicate.Type, type))
            {
                yield return duplicate;
            }
        }
    }

    private static void Add(INamespaceOrTypeSymbol container, Compilation compilation, List<Entry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (container is INamedTypeSymbol type
            && HasAttributes(type, cancellation)
            && Handlers.Read(type, compilation, report: null, cancellation) is { } routes)
        {
            var order = SourceOrder.Of(type);
            foreach ((IMethodSymbol method, Route route) in routes.Found)
            {
                entries.Add(new Entry(type, method, route.Key, order, entries.Count));
            }
        }

        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
            {
                Add(inner, compilation, entries, cancellation);
            }
        }
    }

    /// <summary>Whether there is any attribute at all: looking at the syntax is cheaper than asking what each of them means.</summary>
    private static bool HasAttributes(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
                && (declaration.AttributeLists.Count > 0 || HasAttributes(declaration.Members)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAttributes(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            if (member is MethodDeclarationSyntax { AttributeLists.Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }
}
