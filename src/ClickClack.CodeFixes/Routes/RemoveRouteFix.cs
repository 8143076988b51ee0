using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>
/// Removes a route that is never called: its attribute if the handler has other routes; else the handler if nothing is lost with it, because
/// it does nothing or is a copy of the one that goes first, and with the last member its type. What the author's own code calls stays.
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

        // Of a command with several names only one is another's.
        var edits = new Edits(file);
        AttributeSyntax? attribute = file.At<AttributeSyntax>(diagnostic.Location.SourceSpan);
        if (diagnostic.Properties.ContainsKey(FixData.Name) && HasSeveralNames(attribute))
        {
            return [];
        }

        if (attribute is not null && HasOtherRoutes(file, declaration, attribute))
        {
            AttributeEdits.Remove(file, edits, attribute);
            return [new Correction("Remove the attribute", edits)];
        }

        if (await WhatIsDeadAsync(file, declaration, diagnostic).ConfigureAwait(false) is not { } dead)
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

    private static bool HasSeveralNames(AttributeSyntax? attribute)
    {
        int names = 0;
        foreach (AttributeArgumentSyntax argument in attribute?.ArgumentList?.Arguments ?? default)
        {
            names += argument.NameEquals is null ? 1 : 0;
        }

        return names > 1;
    }

    private static async Task<MemberDeclarationSyntax?> WhatIsDeadAsync(SourceFile file, MemberDeclarationSyntax declaration, Diagnostic diagnostic)
    {
        // The attributes of a type make the route of its only method.
        if ((declaration is TypeDeclarationSyntax { Members: { Count: 1 } members } ? members[0] : declaration) is not MethodDeclarationSyntax method
            || !(Bodies.DoesNothing(method) || IsCopy(file, method, diagnostic)))
        {
            return null;
        }

        if (declaration == method)
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

        return await CanGoAsync(file, declaration).ConfigureAwait(false) ? declaration : null;
    }

    /// <summary>Whether a method listens to the same as the one that goes first, and does the same in the same words.</summary>
    private static bool IsCopy(SourceFile file, MethodDeclarationSyntax method, Diagnostic diagnostic)
    {
        foreach (Location location in diagnostic.Id == "CC1009" ? diagnostic.AdditionalLocations : [])
        {
            if (location.SourceTree?.GetRoot(file.Cancellation).FindToken(location.SourceSpan.Start).Parent is MethodDeclarationSyntax first
                && first != method
                && first.Parent is TypeDeclarationSyntax { } type
                && method.Parent is TypeDeclarationSyntax { } own

                // The same words mean the same in one type, or where neither type has anything else.
                && (type == own || (type.Members.Count == 1 && own.Members.Count == 1 && type.ParameterList is null && own.ParameterList is null))
                && SyntaxFactory.AreEquivalent(first.ReturnType, method.ReturnType)
                && SyntaxFactory.AreEquivalent(first.ParameterList, method.ParameterList)
                && SyntaxFactory.AreEquivalent(first.Body, method.Body)
                && SyntaxFactory.AreEquivalent(first.ExpressionBody, method.ExpressionBody))
            {
                return true;
            }
        }

        return false;
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
