using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Makes internal what emitted code cannot reach: a handler, the type around it, its only constructor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReachFix)), Shared]
public sealed class ReachFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1001", "CC1004", "CC1005"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.Named<MemberDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } member)
        {
            return Correction.None;
        }

        MemberDeclarationSyntax? hidden = diagnostic.Id switch
        {
            "CC1001" => IndexOf(member.Modifiers, SyntaxKind.FileKeyword) >= 0 ? member : null,
            "CC1005" => OnlyConstructor(file, member),
            _ => member,
        };
        if (hidden is null || file.SymbolOf(hidden) is not { } symbol || !CanBeInternal(symbol, file))
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        string accessibility = Open(hidden, edits);
        string what = hidden is ConstructorDeclarationSyntax ? "the constructor" : $"'{symbol.Name}'";
        return Correction.One($"Make {what} {accessibility}", edits);
    }

    private static bool CanBeInternal(ISymbol symbol, SourceFile file)
    {
        // The parts of a type may repeat the modifier, each in a file of its own.
        if (symbol.DeclaringSyntaxReferences.Length != 1 || symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsOverride: true })
        {
            return false;
        }

        // What is local to a file may be called as something else is in another.
        if (symbol is INamedTypeSymbol { IsFileLocal: true, ContainingNamespace: { } around } local && around.GetTypeMembers(local.Name, local.Arity).Length > 1)
        {
            return false;
        }

        var types = new List<ITypeSymbol?>();
        if (symbol is IMethodSymbol method)
        {
            types.Add(method.ReturnType);
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                types.Add(parameter.Type);
            }
        }
        else if (symbol is INamedTypeSymbol type)
        {
            types.Add(type.BaseType);
        }

        // A type that is out of reach itself would be seen in the signature.
        return types.TrueForAll(type => type is null || type.TypeKind == TypeKind.Error || file.Model.Compilation.IsSymbolAccessibleWithin(type, file.Model.Compilation.Assembly));
    }

    private static ConstructorDeclarationSyntax? OnlyConstructor(SourceFile file, MemberDeclarationSyntax member)
    {
        if (member is not TypeDeclarationSyntax type
            || IndexOf(type.Modifiers, SyntaxKind.AbstractKeyword) >= 0
            || file.SymbolOf(type) is not INamedTypeSymbol { InstanceConstructors: { Length: 1 } constructors }
            || constructors[0].DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
        {
            return null;
        }

        foreach (MemberDeclarationSyntax candidate in type.Members)
        {
            if (candidate is ConstructorDeclarationSyntax constructor && IndexOf(constructor.Modifiers, SyntaxKind.StaticKeyword) < 0)
            {
                return constructor;
            }
        }

        return null;
    }

    private static string Open(MemberDeclarationSyntax member, Edits edits)
    {
        SyntaxToken? said = null;
        bool isProtected = IndexOf(member.Modifiers, SyntaxKind.ProtectedKeyword) >= 0 && IndexOf(member.Modifiers, SyntaxKind.PrivateKeyword) < 0;
        string accessibility = isProtected ? "protected internal" : "internal";
        foreach (SyntaxToken modifier in member.Modifiers)
        {
            if (!modifier.IsKind(SyntaxKind.PrivateKeyword) && !modifier.IsKind(SyntaxKind.ProtectedKeyword) && !modifier.IsKind(SyntaxKind.FileKeyword))
            {
                continue;
            }

            if (said is null)
            {
                said = modifier;
                edits.Replace(modifier.Span, accessibility);
            }
            else
            {
                // The second word of "private protected", and the blank after it.
                edits.Remove(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart));
            }
        }

        if (said is null)
        {
            SyntaxToken first = member.Modifiers.Count > 0 ? member.Modifiers[0] : member switch
            {
                MethodDeclarationSyntax method => method.ReturnType.GetFirstToken(),
                ConstructorDeclarationSyntax constructor => constructor.Identifier,
                TypeDeclarationSyntax type => type.Keyword,
                _ => member.GetFirstToken(),
            };
            edits.Insert(first.SpanStart, accessibility + " ");
        }

        return accessibility;
    }

    private static int IndexOf(SyntaxTokenList modifiers, SyntaxKind kind) => modifiers.IndexOf(kind);
}
