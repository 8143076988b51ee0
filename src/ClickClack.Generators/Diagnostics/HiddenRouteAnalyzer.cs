using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>Finds routes that never win, because wherever they listen others go first; one of them, or several together.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenRouteAnalyzer : DiagnosticAnalyzer
{
    /// <summary>More routes than people write; each is compared with each.</summary>
    private const int MostRoutes = 1024;

    private static readonly Places[] Kinds =
        [Places.ChannelRoot, Places.ChannelThread, Places.DmRoot, Places.DmThread, Places.GroupDmRoot, Places.GroupDmThread];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.HiddenRoute];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var index = LazyRouteIndex.For(start.Compilation);
            start.RegisterSymbolAction(symbol => Analyze(symbol, index), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, LazyRouteIndex index)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!Handlers.HasRouteAttribute(type))
        {
            return;
        }

        RouteIndex routes = index.Of(context.Compilation, context.CancellationToken);
        foreach (FoundRoute route in routes.Routes.Count <= MostRoutes ? routes.Routes : [])
        {
            if (route.Type.IsSame(type)
                && route.Key.Kind is RouteKind.Place or RouteKind.Message or RouteKind.Mention or RouteKind.Command
                && !routes.IsDuplicate(route.Key)
                && HiddenBy(route, routes.Routes, context.CancellationToken) is { Count: > 0 } before)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.HiddenRoute,
                    LocationOf(route),
                    before.ConvertAll(static other => other.Method.Identifier()),
                    route.Key.Handler,
                    string.Join(" and ", before.ConvertAll(static other => $"'{other.Key.Handler}' ({other.Method.Identifier().InWords()})")),
                    before.Count == 1 ? "goes" : "go"));
            }
        }
    }

    /// <summary>Those that go before a route; null if it wins somewhere.</summary>
    private static List<FoundRoute>? HiddenBy(FoundRoute route, IReadOnlyList<FoundRoute> routes, CancellationToken cancellationToken)
    {
        var before = new List<FoundRoute>();
        foreach (PlaceTest place in route.Key.Places)
        {
            foreach (Places kind in Kinds)
            {
                // What one person writes to the bot alone is never a mention.
                if ((place.Places & kind) == 0 || (route.Key.Kind == RouteKind.Mention && (kind & Places.Dm) != 0))
                {
                    continue;
                }

                cancellationToken.ThrowIfCancellationRequested();
                FoundRoute? first = null;
                foreach (FoundRoute other in routes)
                {
                    if (other != route && other.Hides(route, place, kind))
                    {
                        first = other;
                        break;
                    }
                }

                if (first is null)
                {
                    return null;
                }

                if (!before.Contains(first))
                {
                    before.Add(first);
                }
            }
        }

        return before;
    }

    /// <summary>The attribute that makes the route, or the name of the handler if its place does.</summary>
    private static Location LocationOf(FoundRoute route)
    {
        List<RouteAttribute> attributes = RouteAttribute.On(route.Method);
        foreach (RouteAttribute attribute in attributes.Count > 0 ? attributes : RouteAttribute.On(route.Type))
        {
            if (attribute.Kind switch
                {
                    RouteAttributeKind.Message => route.Key.Kind == RouteKind.Message,
                    RouteAttributeKind.Mention => route.Key.Kind == RouteKind.Mention,
                    RouteAttributeKind.Command => route.Key.Kind == RouteKind.Command && attribute.Argument == route.Key.Command,
                    _ => false,
                })
            {
                return attribute.Data.Site();
            }
        }

        return route.Method.Identifier();
    }
}
