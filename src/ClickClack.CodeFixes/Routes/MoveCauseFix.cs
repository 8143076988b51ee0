using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Moves an attribute from a class with attributed methods to the one it was meant for: the method Handle, which has none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveCauseFix)), Shared]
public sealed class MoveCauseFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1006"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.At<AttributeSyntax>(diagnostic.Location.SourceSpan) is not { Parent: AttributeListSyntax { Parent: TypeDeclarationSyntax type } } attribute
            || HandleOf(file, type) is not { } handle)
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        AttributeEdits.Remove(file, edits, attribute);
        AttributeEdits.Add(file, edits, handle, file.TextOf(attribute));
        return Correction.One($"Move the attribute to '{handle.Identifier.ValueText}'", edits);
    }

    private static MethodDeclarationSyntax? HandleOf(SourceFile file, TypeDeclarationSyntax type)
    {
        MethodDeclarationSyntax? only = null;
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            if (member is MethodDeclarationSyntax { Identifier.ValueText: "Handle" or "HandleAsync", ExplicitInterfaceSpecifier: null } method)
            {
                if (only is not null || RouteAttributes.On(file, method).Count > 0 || file.SymbolOf(method) is not IMethodSymbol { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal })
                {
                    return null;
                }

                only = method;
            }
        }

        return only;
    }
}
