using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>All the routes of a compilation, by what they listen to.</summary>
internal sealed class RouteIndex
{
    /// <summary>How many commands the server's menu takes (3.13 of the protocol).</summary>
    public const int MostCommands = 100;

    private readonly List<Duplicate> _duplicates = [];
    private readonly List<Surplus> _surplus = [];
    private readonly List<PatternRoute> _patterns = [];
    private readonly List<FoundRoute> _routes = [];
    private readonly HashSet<IMethodSymbol> _handlers = new(SymbolEqualityComparer.Default);

    private RouteIndex(List<Entry> entries)
    {
        // What is handled first, in the order of the source, is right; what comes later is a duplicate.
        entries.Sort(static (one, other) => one.Order.CompareTo(other.Order) is var order && order != 0
            ? order
            : one.Number.CompareTo(other.Number));

        List<RouteKey> keys = entries.ConvertAll(static entry => entry.Key);
        var first = new Dictionary<(RouteKind, string Name, string? Account, PlaceTest), Entry>();
        var menu = new HashSet<string>();
        foreach (Entry entry in entries)
        {
            _handlers.Add(entry.Method.OriginalDefinition);
            _routes.Add(new FoundRoute(entry.Type, entry.Method, entry.Key, _routes.Count));
            foreach (string name in Names(entry.Key))
            {
                if (FindDuplicate(first, entry, name) is { } duplicate)
                {
                    _duplicates.Add(duplicate);
                    break;
                }
            }

            if (entry.Key.Error is not null && FindErrorDuplicate(first, entry, keys) is { } sameError)
            {
                _duplicates.Add(sameError);
            }

            if (FindReactionDuplicate(first, entry) is { } sameReaction)
            {
                _duplicates.Add(sameReaction);
            }

            if (entry.Key.Pattern is { Member: null })
            {
                _patterns.Add(new PatternRoute(entry.Type, entry.Method, entry.Key, _patterns.Count));
            }

            // The menu shows the first words, and no aliases.
            if (entry.Key.Kind == RouteKind.Command && menu.Add(entry.Key.Command.Split(' ')[0]) && menu.Count > MostCommands)
            {
                _surplus.Add(new Surplus(entry.Type, entry.Method, entry.Key, menu.Count));
            }
        }

        NameAnew(keys);
        _patterns.Sort(static (one, other) => one.Route.Pattern!.Order.CompareTo(other.Route.Pattern!.Order) is var order && order != 0
            ? order
            : one.Number.CompareTo(other.Number));
    }

    /// <summary>All routes, in the order of the source.</summary>
    public IReadOnlyList<FoundRoute> Routes => _routes;

    /// <summary>The patterns that are written in <c>[OnPattern]</c>, in the order in which they are tried.</summary>
    public IReadOnlyList<PatternRoute> Patterns => _patterns;

    /// <summary>A command that the menu has no room for.</summary>
    /// <param name="Type">The type it belongs to.</param>
    /// <param name="Method">Its handler.</param>
    /// <param name="Route">The route.</param>
    /// <param name="Number">Which command of the bot it is, from 1.</param>
    public sealed record Surplus(INamedTypeSymbol Type, IMethodSymbol Method, RouteKey Route, int Number);

    /// <summary>A route that another one has taken the place of.</summary>
    /// <param name="Type">The type it belongs to.</param>
    /// <param name="Method">Its handler.</param>
    /// <param name="Route">The route.</param>
    /// <param name="Name">The name of the command that both have.</param>
    /// <param name="Place">The place where it does.</param>
    /// <param name="Earlier">The one that comes first.</param>
    /// <param name="EarlierMethod">Its handler.</param>
    public sealed record Duplicate(
        INamedTypeSymbol Type, IMethodSymbol Method, RouteKey Route, string Name, PlaceTest Place, RouteKey Earlier, IMethodSymbol EarlierMethod)
    {
        /// <summary>Whether both are commands, and the name is an alias of the later one.</summary>
        public bool IsAlias => Route.Kind == RouteKind.Command && (Name != Route.Command || ReferenceEquals(Route, Earlier));

        /// <summary>Of a command, a name like it that no other has; null for an alias, and if there is none.</summary>
        public string? FreeName { get; init; }
    }

    private sealed record Entry(INamedTypeSymbol Type, IMethodSymbol Method, RouteKey Key, SourceOrder Order, int Number);

    /// <summary>Reads all types of the compilation's source that have attributes.</summary>
    public static RouteIndex Of(Compilation compilation, CancellationToken cancellationToken)
    {
        var entries = new List<Entry>();
        Add(compilation.Assembly.GlobalNamespace, compilation, entries, cancellationToken);
        return new RouteIndex(entries);
    }

    /// <summary>Whether a method is the handler of a route, of its own type or of one that inherits it.</summary>
    public bool IsHandler(IMethodSymbol method) => _handlers.Contains(method.OriginalDefinition);

    /// <summary>The commands within a type that the menu has no room for.</summary>
    public IEnumerable<Surplus> SurplusIn(INamedTypeSymbol type)
    {
        foreach (Surplus surplus in _surplus)
        {
            if (SymbolEqualityComparer.Default.Equals(surplus.Type, type))
            {
                yield return surplus;
            }
        }
    }

    /// <summary>Whether another route has taken the place of one.</summary>
    public bool IsDuplicate(RouteKey route) => _duplicates.Exists(duplicate => ReferenceEquals(duplicate.Route, route));

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

    /// <summary>Finds a name for each command whose name is another's: a number behind it, from 2.</summary>
    private void NameAnew(List<RouteKey> keys)
    {
        HashSet<string>? taken = null;
        for (int i = 0; i < _duplicates.Count; i++)
        {
            Duplicate duplicate = _duplicates[i];
            if (duplicate.Route.Kind != RouteKind.Command || duplicate.IsAlias)
            {
                continue;
            }

            taken ??= NamesOf(keys);
            int number = 2;
            while (taken.Contains($"{duplicate.Name}{number}"))
            {
                number++;
            }

            string free = $"{duplicate.Name}{number}";
            if (ClickClack.Generators.Routes.CheckCommand(free) is null)
            {
                taken.Add(free);
                _duplicates[i] = duplicate with { FreeName = free };
            }
        }
    }

    /// <summary>All names of commands, and of those that have sub-commands.</summary>
    private static HashSet<string> NamesOf(List<RouteKey> keys)
    {
        var names = new HashSet<string>();
        foreach (RouteKey key in keys)
        {
            foreach (string name in key.Kind == RouteKind.Command ? Names(key) : [])
            {
                for (int end = name.Length; end > 0; end = name.LastIndexOf(' ', end - 1))
                {
                    names.Add(name.Substring(0, end));
                }
            }
        }

        return names;
    }

    /// <summary>What a route listens to, beside its place: the names of a command, the expression and order of a pattern.</summary>
    private static IEnumerable<string> Names(RouteKey key)
    {
        yield return key.Pattern is { } pattern ? $"{pattern.Order} {pattern.Text}" : key.Command;
        foreach (string alias in key.Aliases)
        {
            yield return alias;
        }
    }

    /// <summary>Two error handlers of one type of exception, in one class or for all of the assembly.</summary>
    private static Duplicate? FindErrorDuplicate(
        Dictionary<(RouteKind, string, string?, PlaceTest), Entry> first, Entry entry, List<RouteKey> keys)
    {
        var scope = (RouteKind.Error, $"{Errors.ScopeOf(entry.Key, keys)} {entry.Key.Error!.Type}", (string?)null, default(PlaceTest));
        if (first.TryGetValue(scope, out Entry? other))
        {
            return new Duplicate(entry.Type, entry.Method, entry.Key, "", default, other.Key, other.Method);
        }

        first.Add(scope, entry);
        return null;
    }

    /// <summary>Of one emoji, given or taken back, in one place.</summary>
    private static Duplicate? FindReactionDuplicate(Dictionary<(RouteKind, string, string?, PlaceTest), Entry> first, Entry entry)
    {
        Duplicate? duplicate = null;
        foreach ((string name, PlaceTest place) in Reactions.Scopes(entry.Key))
        {
            var scope = (RouteKind.Reaction, name, entry.Key.Guards.Account?.ToLowerInvariant(), place);
            if (first.TryGetValue(scope, out Entry? other))
            {
                duplicate ??= new Duplicate(entry.Type, entry.Method, entry.Key, "", place, other.Key, other.Method);
            }
            else
            {
                first.Add(scope, entry);
            }
        }

        return duplicate;
    }

    private static Duplicate? FindDuplicate(Dictionary<(RouteKind, string, string?, PlaceTest), Entry> first, Entry entry, string name)
    {
        Duplicate? duplicate = null;
        foreach (PlaceTest place in entry.Key.Places)
        {
            var scope = (entry.Key.Kind, name, entry.Key.Guards.Account?.ToLowerInvariant(), place);
            if (first.TryGetValue(scope, out Entry? other))
            {
                duplicate ??= new Duplicate(entry.Type, entry.Method, entry.Key, name, place, other.Key, other.Method);
            }
            else
            {
                first.Add(scope, entry);
            }
        }

        return duplicate;
    }

    private static void Add(INamespaceOrTypeSymbol container, Compilation compilation, List<Entry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (container is INamedTypeSymbol type
            && HasAttributes(type, cancellationToken)
            && Handlers.Read(type, compilation, report: null, cancellationToken) is { } routes)
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
                Add(inner, compilation, entries, cancellationToken);
            }
        }
    }

    /// <summary>Whether there is any attribute at all: looking at the syntax is cheaper than asking what each of them means.</summary>
    private static bool HasAttributes(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
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
