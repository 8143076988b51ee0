using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// Finds patterns whose texts another pattern takes that is tried first. A pattern is found anywhere in a text, so that nearly any two
/// match some text that has both in it; what is reported is that a text that matches one, and nothing more, goes to the other.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PatternOverlapAnalyzer : DiagnosticAnalyzer
{
    /// <summary>More patterns than people write; what a machine writes is not compared, each with each, while somebody types.</summary>
    private const int MostPatterns = 256;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.OverlappingPatterns, DiagnosticDescriptors.HiddenPattern];

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

        IReadOnlyList<PatternRoute> patterns = index.Of(context.Compilation, context.CancellationToken).Patterns;
        for (int i = 1; i < Math.Min(patterns.Count, MostPatterns); i++)
        {
            if (SymbolEqualityComparer.Default.Equals(patterns[i].Type, type))
            {
                Compare(context, patterns, i);
            }
        }
    }

    private static void Compare(SymbolAnalysisContext context, IReadOnlyList<PatternRoute> patterns, int position)
    {
        PatternRoute late = patterns[position];
        for (int i = 0; i < position; i++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            PatternRoute early = patterns[i];
            bool isSameOrder = early.Route.Pattern!.Order == late.Route.Pattern!.Order;
            if (!early.Meets(late) || (isSameOrder && early.SaysTheSame(late) && SharesPlace(early, late)))
            {
                // The second is the same route twice, which another rule says.
                continue;
            }

            if (early.Covers(late) && (early.SaysTheSame(late) || early.MatchesAnything))
            {
                Report(context, DiagnosticDescriptors.HiddenPattern, late, late.Route.Handler, early, early.MatchesAnything ? "every text" : "the same");
                return;
            }

            if (isSameOrder && FindSample(early, late) is { } sample)
            {
                Report(context, DiagnosticDescriptors.OverlappingPatterns, late, sample, early);
                return;
            }
        }
    }

    private static string? FindSample(PatternRoute early, PatternRoute late)
    {
        foreach (string sample in late.Samples)
        {
            if (early.Matches(sample))
            {
                return sample;
            }
        }

        return null;
    }

    private static bool SharesPlace(PatternRoute one, PatternRoute other)
    {
        foreach (PlaceTest place in one.Route.Places)
        {
            foreach (PlaceTest otherPlace in other.Route.Places)
            {
                if (place == otherPlace)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Report(
        SymbolAnalysisContext context, DiagnosticDescriptor descriptor, PatternRoute late, string subject, PatternRoute early, params string[] more)
    {
        Location other = early.Method.Identifier();
        context.ReportDiagnostic(Diagnostic.Create(descriptor, LocationOf(late), [other], [subject, early.Route.Handler, $" ({other.InWords()})", .. more]));
    }

    private static Location LocationOf(PatternRoute route)
    {
        foreach (RouteAttribute attribute in RouteAttribute.On(route.Method))
        {
            if (attribute.Kind == RouteAttributeKind.Pattern && attribute.Argument == route.Route.Pattern!.Text && attribute.Data is { } data)
            {
                return data.Argument();
            }
        }

        return route.Method.Identifier();
    }
}
