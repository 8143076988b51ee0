using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Makes a Handle method that nothing calls the handler of all other messages.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IdleHandleFix)), Shared]
public sealed class IdleHandleFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1011"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        // One handler of all other messages is enough.
        if (file.Named<MethodDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } method
            || file.SymbolOf(method)?.ContainingType is not { } type
            || type.GetMembers().Any(static member => RouteAttributes.IsOn(member, "OnMessage")))
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        string attribute = edits.Attribute("ClickClack", "OnMessage", method.SpanStart);
        AttributeEdits.Add(file, edits, method, attribute);
        return Correction.One("Add [OnMessage]", edits);
    }
}
