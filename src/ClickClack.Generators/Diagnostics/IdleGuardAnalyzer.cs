using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>Finds guards on what is no handler: they refuse nobody, though their author counts on them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdleGuardAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.IdleGuard];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (HandlerMethods.Of(start.Compilation) is { } handlers)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, handlers), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, HandlerMethods handlers)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol method)
            {
                Analyze(context, method, handlers);
            }
        }

        if (GuardsOn(type) is { Count: > 0 } guards && !Handlers.HasRouteAttribute(type) && !LendsHandle(type, handlers, context.CancellationToken))
        {
            Report(context, type, guards, "nothing in it listens, and classes within it or derived from it do not inherit it; put it on these");
        }
    }

    private static void Analyze(SymbolAnalysisContext context, IMethodSymbol method, HandlerMethods handlers)
    {
        List<AttributeData> guards = GuardsOn(method);
        if (guards.Count == 0)
        {
            return;
        }

        if (Errors.IsHandler(method) || Events.IsObserver(method))
        {
            bool isError = Errors.IsHandler(method);
            guards.RemoveAll(guard => guard.AttributeClass!.Name is "AccountAttribute" or "RequiresScopeAttribute" || (isError && IsLane(guard)));
            Report(context, method, guards, isError
                ? "the handler that failed had its guards, and an error handler has none"
                : "an observer has no message to judge; read the event, and return");
        }
        else if (!handlers.Contains(method, context.CancellationToken) && !MayBeInherited(method))
        {
            Report(context, method, guards, "it listens to nothing; put it on a handler, or give the method a route such as [OnCommand]");
        }
    }

    private static void Report(SymbolAnalysisContext context, ISymbol symbol, List<AttributeData> guards, string reason)
    {
        foreach (AttributeData guard in guards)
        {
            string name = guard.AttributeClass!.Name;
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.IdleGuard, guard.Site(), name.Substring(0, name.Length - "Attribute".Length), symbol.Name, reason));
        }
    }

    private static List<AttributeData> GuardsOn(ISymbol symbol)
    {
        var guards = new List<AttributeData>();
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Guards.IsGuard(attribute) || IsLane(attribute))
            {
                guards.Add(attribute);
            }
        }

        return guards;
    }

    private static bool IsLane(AttributeData attribute) => attribute.AttributeClass.Is("ClickClack", "LaneAttribute");

    /// <summary>Whether a handler of another type is declared in a type, or may be: then what guards the type guards that.</summary>
    private static bool LendsHandle(INamedTypeSymbol type, HandlerMethods handlers, CancellationToken cancellationToken)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol method && (handlers.Contains(method, cancellationToken) || MayBeInherited(method)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is a Handle that a class of another assembly can inherit.</summary>
    private static bool MayBeInherited(IMethodSymbol method)
    {
        if (method.Name is not (HandlerShape.Handle or HandlerShape.HandleAsync) || method.ContainingType.IsSealed || method.ContainingType.IsStatic)
        {
            return false;
        }

        for (ISymbol? symbol = method; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }
}
