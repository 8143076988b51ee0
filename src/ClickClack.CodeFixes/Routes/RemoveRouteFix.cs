using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>
/// Removes a route that is never called: its attribute if the handler has other routes, else the handler, and with the last member its
/// type. What the author's own code calls stays.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRouteFix)), Shared]
public sealed class RemoveRouteFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1009", "CC1010", "CC1017", "CC1018"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        // What says the same twice on one handler, or a mention in direct messages, has a better answer.
        if (diagnostic.Properties.ContainsKey(FixData.Surplus)
            || file.At<MemberDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } declaration)
        {
            return [];
        }

        var edits = new Edits(file);
        AttributeSyntax? attribute = file.At<AttributeSyntax>(diagnostic.Location.SourceSpan);
        if (attribute is not null && HasOtherRoutes(file, declaration, attribute))
        {
            AttributeEdits.Remove(file, edits, attribute);
            return [new Correction("Remove the attribute", edits)];
        }

        if (await WhatIsDeadAsync(file, declaration).ConfigureAwait(false) is not { } dead)
        {
            return [];
        }

        MemberEdits.Remove(file, edits, dead);
        return [new Correction($"Remove '{file.SymbolOf(dead)!.Name}'", edits)];
    }

    /// <summary>Whether a handler listens to something else when an attribute is gone.</summary>
    private static bool HasOtherRoutes(SourceFile file, MemberDeclarationSyntax declaration, AttributeSyntax attribute)
    {
        List<(string Name, AttributeSyntax Syntax)> all = RouteAttributes.On(file, declaration);
        bool isPlace = all.Exists(one => one.Syntax == attribute && RouteAttributes.IsPlace(one.Name));

        // Beside another cause a place makes no route.
        return all.Exists(one => one.Syntax != attribute && RouteAttributes.IsPlace(one.Name) == isPlace)
            && !(isPlace && all.Exists(static one => !RouteAttributes.IsPlace(one.Name)));
    }

    private static async Task<MemberDeclarationSyntax?> WhatIsDeadAsync(SourceFile file, MemberDeclarationSyntax declaration)
    {
        if (declaration is MethodDeclarationSyntax method)
        {
            TypeDeclarationSyntax? type = method.Parent as TypeDeclarationSyntax;

            // The attributes of a type make the route of its Handle, and are of no use to a type without handlers.
            bool isLast = type is { Members.Count: 1 };
            if (!isLast && type is not null && RouteAttributes.On(file, type).Count > 0 && !HasOtherHandlers(file, type, method))
            {
                return null;
            }

            if (isLast && type is not null && await CanGoAsync(file, type).ConfigureAwait(false))
            {
                return type;
            }

            return (isLast && type is not null && RouteAttributes.On(file, type).Count > 0) || !await CanGoAsync(file, method).ConfigureAwait(false)
                ? null
                : method;
        }

        return declaration is TypeDeclarationSyntax whole && await CanGoAsync(file, whole).ConfigureAwait(false) ? whole : null;
    }

    private static bool HasOtherHandlers(SourceFile file, TypeDeclarationSyntax type, MethodDeclarationSyntax method)
    {
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            if (member is MethodDeclarationSyntax && member != method && RouteAttributes.On(file, member).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing would miss a member: nobody calls it, no other part of it is elsewhere, and no directive goes with it.</summary>
    private static async Task<bool> CanGoAsync(SourceFile file, MemberDeclarationSyntax member) =>
        !member.ContainsDirectives
        && file.SymbolOf(member) is { DeclaringSyntaxReferences.Length: 1 } symbol
        && !(symbol is IMethodSymbol method && method.IsBound())
        && !await Callers.AreThereAsync(symbol, file, member).ConfigureAwait(false);
}
