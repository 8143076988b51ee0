using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// Finds routes that can never win because another one listens to the same. All routes are read once for a compilation, when the first
/// type with a route is looked at; what is wrong is said on the type at hand, which an editor shows while typing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateRouteAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.DuplicateRoute, DiagnosticDescriptors.TooManyCommands];

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
        foreach (RouteIndex.Surplus surplus in routes.SurplusIn(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.TooManyCommands,
                surplus.Method.Identifier(),
                "/" + surplus.Route.Command,
                surplus.Number,
                RouteIndex.MostCommands));
        }

        foreach (RouteIndex.Duplicate duplicate in routes.In(type))
        {
            Location other = duplicate.EarlierMethod.Identifier();
            bool isItself = SymbolEqualityComparer.Default.Equals(duplicate.EarlierMethod, duplicate.Method);
            AttributeData? attribute = AttributeOf(duplicate, out bool isSurplus);
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.DuplicateRoute,
                attribute is null ? duplicate.Method.Identifier() : LocationOf(attribute, duplicate, context.CancellationToken),
                isItself ? [] : [other],
                Fix(duplicate, isSurplus),
                duplicate.Earlier.Handler,
                Cause(duplicate),
                isItself ? "" : $" ({other.InWords()})"));
        }
    }

    /// <summary>The attribute, or of a command the alias that another one has: the rest of the attribute is right.</summary>
    private static Location LocationOf(AttributeData attribute, RouteIndex.Duplicate duplicate, CancellationToken cancellationToken)
    {
        var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellationToken);
        if (duplicate.IsAlias && syntax.ArgumentList is { } list)
        {
            // Of an alias that stands there twice the later one.
            for (int i = list.Arguments.Count - 1; i > 0; i--)
            {
                if (list.Arguments[i] is { NameEquals: null, Expression: LiteralExpressionSyntax { Token.Value: string text } literal } && text == duplicate.Name)
                {
                    return literal.GetLocation();
                }
            }
        }

        return syntax.GetLocation();
    }

    /// <summary>What the earlier one listens to; of a command with several names the one that both have.</summary>
    private static string Cause(RouteIndex.Duplicate duplicate) => duplicate.Earlier.Kind == RouteKind.Command
        ? $"/{duplicate.Name}{duplicate.Earlier.Cause.Substring(1 + duplicate.Earlier.Command.Length)}"
        : duplicate.Earlier.Cause;

    private static ImmutableDictionary<string, string?> Fix(RouteIndex.Duplicate duplicate, bool isSurplus)
    {
        ImmutableDictionary<string, string?> data = FixData.Of(FixData.Surplus, isSurplus ? duplicate.Route.Cause : null);
        if (!isSurplus && (duplicate.IsAlias || duplicate.FreeName is not null))
        {
            data = data.Add(FixData.Name, duplicate.Name);
            data = duplicate.FreeName is null ? data : data.Add(FixData.Free, duplicate.FreeName);
        }

        return data;
    }

    /// <summary>The last attribute that makes the route: the one before may be the route it repeats.</summary>
    private static AttributeData? AttributeOf(RouteIndex.Duplicate duplicate, out bool isSurplus)
    {
        List<RouteAttribute> attributes = RouteAttribute.On(duplicate.Method);
        if (attributes.Count == 0)
        {
            attributes = RouteAttribute.On(duplicate.Type);
        }

        RouteAttribute made = attributes.FindLast(attribute => duplicate.Route.Kind switch
        {
            RouteKind.Command => attribute.Kind == RouteAttributeKind.Command && attribute.Argument == duplicate.Route.Command
                && (attribute.Argument == duplicate.Name || attribute.MoreTexts.Contains(duplicate.Name)),
            RouteKind.Pattern => attribute.Kind == RouteAttributeKind.Pattern,
            RouteKind.Mention => attribute.Kind == RouteAttributeKind.Mention,
            RouteKind.Error => attribute.Kind == RouteAttributeKind.Error,
            RouteKind.Reaction => attribute.Kind == RouteAttributeKind.Reaction,
            RouteKind.Message => attribute.Kind == RouteAttributeKind.Message,
            _ => attribute.IsPlace && Names(attribute, duplicate.Place),
        });

        isSurplus = made.Data is not null && attributes.Exists(other => other.Data != made.Data && SaysTheSame(other.Data, made.Data));
        return made.Data;
    }

    private static bool SaysTheSame(AttributeData one, AttributeData other)
    {
        bool same = SymbolEqualityComparer.Default.Equals(one.AttributeClass, other.AttributeClass)
            && one.ConstructorArguments.Length == other.ConstructorArguments.Length
            && one.NamedArguments.Length == other.NamedArguments.Length;
        for (int i = 0; same && i < one.ConstructorArguments.Length; i++)
        {
            same = one.ConstructorArguments[i].Equals(other.ConstructorArguments[i]);
        }

        for (int i = 0; same && i < one.NamedArguments.Length; i++)
        {
            same = one.NamedArguments[i].Key == other.NamedArguments[i].Key && one.NamedArguments[i].Value.Equals(other.NamedArguments[i].Value);
        }

        return same;
    }

    private static bool Names(RouteAttribute attribute, PlaceTest place) => attribute.Kind switch
    {
        RouteAttributeKind.Channel => attribute.Argument == (place.Name ?? place.Id ?? (place.Keys is null ? "*" : $"{{Config:{place.Keys}}}")),
        RouteAttributeKind.Dm => place.Places == Places.DmRoot,
        RouteAttributeKind.GroupDm => place.Places == Places.GroupDmRoot,
        _ => (place.Places & ~Places.Thread) == 0,
    };
}
