using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// Finds arguments of commands that are taken for services: classes of values that the source names nowhere but as parameters, so that
/// nothing can register them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownServiceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnknownService];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (HandlerMethods.Of(start.Compilation) is not null)
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        bool isCommand = HasCommand(type);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method
                || !(HasCommand(method) || (isCommand && method.Name is HandlerShape.Handle or HandlerShape.HandleAsync)))
            {
                continue;
            }

            foreach (IParameterSymbol parameter in method.Parameters)
            {
                if (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } service
                    && service.ContainingAssembly.IsSame(context.Compilation.Assembly)
                    && HoldsValues(service)
                    && Arguments.Parse(parameter, isCommand: true) is null
                    && Services.ParseMarked(parameter) is null
                    && !Arguments.HasOwnParser(service)
                    && !Options.IsOption(parameter)
                    && !IsNamedElsewhere(service, context.Compilation, context.CancellationToken))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UnknownService, parameter.Type(), parameter.Name, service.Name));
                }
            }
        }
    }

    private static bool HasCommand(ISymbol symbol) => RouteAttribute.On(symbol).Exists(static attribute => attribute.Kind == RouteAttributeKind.Command);

    /// <summary>Whether a class is made of values: it has some, does nothing with them, and nothing but values makes one.</summary>
    private static bool HoldsValues(INamedTypeSymbol type)
    {
        // What carries an attribute may be registered by whoever reads that.
        if (type.IsAbstract || type.GetAttributes().Length > 0 || type.TypeParameters.Length > 0
            || !(type.BaseType is { SpecialType: SpecialType.System_Object })
            || type.AllInterfaces.Length > (type.IsRecord ? 1 : 0))
        {
            return false;
        }

        bool hasValues = false;
        foreach (ISymbol member in type.GetMembers())
        {
            switch (member)
            {
                case { IsImplicitlyDeclared: true } or INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet } or IMethodSymbol { IsOverride: true }:
                    break;

                case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                    foreach (IParameterSymbol parameter in constructor.Parameters)
                    {
                        if (!parameter.Type.IsValueType && parameter.Type.SpecialType != SpecialType.System_String)
                        {
                            return false;
                        }
                    }

                    break;

                case IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false }:
                    hasValues = true;
                    break;

                default:
                    return false;
            }
        }

        return hasValues;
    }

    /// <summary>Whether the source names a type outside of it and of parameters: then it may be registered there.</summary>
    private static bool IsNamedElsewhere(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            {
                continue;
            }

            string text = tree.GetText(cancellationToken).ToString();
            for (int at = text.IndexOf(type.Name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(type.Name, at + 1, StringComparison.Ordinal))
            {
                SyntaxToken token = tree.GetRoot(cancellationToken).FindToken(at);
                if (token.ValueText == type.Name && token.Span.Contains(at) && !IsDeclaration(token) && !IsTypeOfParameter(token))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsDeclaration(SyntaxToken token) => token.Parent is TypeDeclarationSyntax or ConstructorDeclarationSyntax;

    private static bool IsTypeOfParameter(SyntaxToken token)
    {
        SyntaxNode? node = token.Parent;
        while (node is NameSyntax or NullableTypeSyntax)
        {
            node = node.Parent;
        }

        return node is ParameterSyntax && token.Parent is NameSyntax;
    }
}
