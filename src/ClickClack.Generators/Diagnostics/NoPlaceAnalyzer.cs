using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// Finds classes that are written like handlers and lack the attribute that would make them one. Only what can hardly be meant otherwise is
/// reported: a method Handle that takes a message, in a class that nothing in the project mentions.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoPlaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NoPlace];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type is { TypeKind: TypeKind.Class, IsAbstract: false, TypeParameters.Length: 0, BaseType.SpecialType: SpecialType.System_Object }
            && IsFree(type)
            && HandleOf(type, context.Compilation) is { } handle
            && !Handlers.HasRouteAttribute(type)
            && !IsMentioned(type, context.Compilation, context.CancellationToken))
        {
            bool isReaction = Takes(handle, "Reaction");
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.NoPlace,
                type.Identifier(),
                FixData.Of(FixData.Text, isReaction ? "OnReaction" : null),
                handle.Name,
                isReaction ? "[OnReaction]" : "[OnDm], [OnChannel(\"…\")], [OnMention] or another place",
                type.Name));
        }
    }

    /// <summary>Whether no interface asks for its methods, but for those that end it.</summary>
    private static bool IsFree(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol @interface in type.AllInterfaces)
        {
            if (@interface.Name is not ("IDisposable" or "IAsyncDisposable"))
            {
                return false;
            }
        }

        return true;
    }

    private static IMethodSymbol? HandleOf(INamedTypeSymbol type, Compilation compilation)
    {
        IMethodSymbol? only = null;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: HandlerShape.Handle or HandlerShape.HandleAsync } method)
            {
                if (only is not null)
                {
                    return null;
                }

                only = method;
            }
        }

        return only is { IsGenericMethod: false }
            && (Takes(only, "Message") || Takes(only, "Reaction"))
            && Returns.Parse(only, report: null) is not null
            && compilation.IsSymbolAccessibleWithin(only, compilation.Assembly)
            && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
            ? only
            : null;
    }

    private static bool Takes(IMethodSymbol method, string name)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.Is("ClickClack", name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the name of a type stands anywhere but within it: then somebody may make one, and call it.</summary>
    private static bool IsMentioned(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            string text = tree.GetText(cancellationToken).ToString();
            for (int at = text.IndexOf(type.Name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(type.Name, at + 1, StringComparison.Ordinal))
            {
                int end = at + type.Name.Length;
                bool isWord = (at == 0 || !SyntaxFacts.IsIdentifierPartCharacter(text[at - 1]))
                    && (end == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[end]));
                if (isWord && !IsWithin(type, tree, at))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsWithin(INamedTypeSymbol type, SyntaxTree tree, int position)
    {
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree == tree && part.Span.Contains(position))
            {
                return true;
            }
        }

        return false;
    }
}
