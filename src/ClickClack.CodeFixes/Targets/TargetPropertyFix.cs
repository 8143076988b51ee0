using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>
/// Declares a property marked <c>[Target]</c> as it must be: static, partial, with a getter only. A value that it has and that is another than
/// the attribute's stays, and so does what the author's own code would miss.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TargetPropertyFix)), Shared]
public sealed class TargetPropertyFix : FileFix
{
    /// <summary>C# 13, the first with partial properties.</summary>
    private const LanguageVersion Needed = LanguageVersion.CSharp13;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC3002"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.Named<PropertyDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { ExplicitInterfaceSpecifier: null } property
            || file.Root.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= Needed }
            || file.SymbolOf(property) is not IPropertySymbol { IsOverride: false, IsVirtual: false, IsAbstract: false, PartialDefinitionPart: null, PartialImplementationPart: null } symbol
            || IsPartlyBroken(property)
            || HasOtherValue(property, symbol)
            || (ChangesUses(symbol) && await Callers.AreThereAsync(symbol, file, within: property).ConfigureAwait(false)))
        {
            return [];
        }

        var edits = new Edits(file);
        string keywords = (Has(property.Modifiers, SyntaxKind.StaticKeyword) ? "" : "static ")
            + (Has(property.Modifiers, SyntaxKind.PartialKeyword) ? "" : "partial ");
        SyntaxToken before = property.Type.GetFirstToken();
        foreach (SyntaxToken modifier in property.Modifiers)
        {
            // "partial" is the last of them; the others say nothing of a static property without a body.
            before = modifier.IsKind(SyntaxKind.PartialKeyword) ? modifier : before;
            if (modifier.IsKind(SyntaxKind.RequiredKeyword) || modifier.IsKind(SyntaxKind.ReadOnlyKeyword))
            {
                edits.Remove(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart));
            }
        }

        if (keywords.Length > 0)
        {
            edits.Insert(before.SpanStart, keywords);
        }

        if (!symbol.Type.Is("ClickClack", "Target"))
        {
            edits.Replace(property.Type, edits.Type("ClickClack", "Target", property.Type.SpanStart));
        }

        Body(file, property, edits);
        for (SyntaxNode? outer = property.Parent; outer is TypeDeclarationSyntax type; outer = outer.Parent)
        {
            if (!Has(type.Modifiers, SyntaxKind.PartialKeyword))
            {
                edits.Share(new TextSpan(type.Keyword.SpanStart, 0), "partial ");
            }
        }

        return [new Correction($"Declare '{property.Identifier.ValueText}' as static partial", edits)];
    }

    /// <summary>Whether code that uses the property would not compile any more.</summary>
    private static bool ChangesUses(IPropertySymbol property) =>
        !property.IsStatic || property.SetMethod is not null || !property.Type.Is("ClickClack", "Target");

    /// <summary>Whether the property computes something, or has a value that the attribute does not say.</summary>
    private static bool HasOtherValue(PropertyDeclarationSyntax property, IPropertySymbol symbol)
    {
        foreach (AccessorDeclarationSyntax accessor in property.AccessorList?.Accessors ?? default)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null)
            {
                return true;
            }
        }

        return (property.ExpressionBody?.Expression ?? property.Initializer?.Value) is { } value
            && !Bodies.IsNothing(value)
            && !(value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parse" }, ArgumentList.Arguments: { Count: 1 } arguments }
                && arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string said }
                && symbol.Attribute("ClickClack", "TargetAttribute")?.OnlyText() == said);
    }

    private static void Body(SourceFile file, PropertyDeclarationSyntax property, Edits edits)
    {
        if (property.AccessorList is not { } accessors)
        {
            edits.Replace(TextSpan.FromBounds(property.Identifier.Span.End, property.Span.End), " { get; }");
            return;
        }

        bool isGetterAlone = accessors.Accessors.Count == 1
            && accessors.Accessors[0] is { Body: null, ExpressionBody: null, Modifiers.Count: 0, AttributeLists.Count: 0 } only
            && only.IsKind(SyntaxKind.GetAccessorDeclaration);
        int start = isGetterAlone ? accessors.Span.End : accessors.SpanStart;
        if (start < property.Span.End)
        {
            edits.Replace(TextSpan.FromBounds(start, property.Span.End), isGetterAlone ? "" : "{ get; }");
        }
    }

    /// <summary>Half-typed, it has no end yet from which the rest could be told.</summary>
    private static bool IsPartlyBroken(PropertyDeclarationSyntax property) =>
        property.ContainsDiagnostics || property.Type.IsMissing || property.Identifier.IsMissing;

    private static bool Has(SyntaxTokenList modifiers, SyntaxKind kind) => modifiers.IndexOf(kind) >= 0;
}
