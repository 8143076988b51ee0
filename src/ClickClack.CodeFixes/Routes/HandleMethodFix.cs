using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>
/// Gives a class with a route attribute something to call: if it has one method, the attribute is moved to that, else it gets a method Handle.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HandleMethodFix)), Shared]
public sealed class HandleMethodFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1002"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.Named<TypeDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } type
            || file.SymbolOf(type) is not INamedTypeSymbol symbol
            || HandleOf(symbol))
        {
            return Correction.None;
        }

        List<(string Name, AttributeSyntax Syntax)> attributes = RouteAttributes.On(file, type);
        var edits = new Edits(file);
        if (attributes.Count > 0 && symbol.DeclaringSyntaxReferences.Length == 1 && OnlyMethod(file, type) is { } method)
        {
            // All lists with such attributes must be free of others, or each is taken out on its own.
            string moved = "";
            foreach ((_, AttributeSyntax attribute) in attributes)
            {
                moved += (moved.Length > 0 ? ", " : "") + file.TextOf(attribute);
            }

            Remove(file, edits, attributes);
            AttributeEdits.Add(file, edits, method, moved);
            return Correction.One($"Move the attribute to '{method.Identifier.ValueText}'", edits);
        }

        bool isReaction = attributes.Count > 0 && attributes.TrueForAll(static attribute => attribute.Name == "OnReaction" || RouteAttributes.IsPlace(attribute.Name))
            && attributes.Exists(static attribute => attribute.Name == "OnReaction");
        string taken = isReaction ? "Reaction" : "Message";
        string isStatic = symbol.IsStatic ? "static " : "";
        string nothing = (file.Model.GetNullableContext(type.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "string?" : "string";
        string declaration = $"public {isStatic}{nothing} Handle({edits.Type("ClickClack", taken, type.SpanStart)} {taken.ToLowerInvariant()}) => null;";
        return MemberEdits.Add(file, edits, type, declaration) ? Correction.One("Add a Handle method", edits) : Correction.None;
    }

    private static bool HandleOf(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.Name is "Handle" or "HandleAsync")
            {
                return true;
            }
        }

        return false;
    }

    private static void Remove(SourceFile file, Edits edits, List<(string Name, AttributeSyntax Syntax)> attributes)
    {
        var whole = new HashSet<AttributeListSyntax>();
        foreach ((_, AttributeSyntax attribute) in attributes)
        {
            var list = (AttributeListSyntax)attribute.Parent!;
            bool isWhole = true;
            foreach (AttributeSyntax other in list.Attributes)
            {
                isWhole &= attributes.Exists(one => one.Syntax == other);
            }

            if (!isWhole)
            {
                AttributeEdits.Remove(file, edits, attribute);
            }
            else if (whole.Add(list))
            {
                edits.Remove(file.WithBlanks(list.Span));
            }
        }
    }

    /// <summary>The only method that a handler could be, or null.</summary>
    private static MethodDeclarationSyntax? OnlyMethod(SourceFile file, TypeDeclarationSyntax type)
    {
        MethodDeclarationSyntax? only = null;
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            if (member is not MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null, TypeParameterList: null, Identifier.IsMissing: false } method
                || file.SymbolOf(method) is not IMethodSymbol { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } symbol
                || symbol.IsBound()
                || RouteAttributes.On(file, method).Count > 0)
            {
                continue;
            }

            if (only is not null)
            {
                return null;
            }

            only = method;
        }

        return only;
    }
}
