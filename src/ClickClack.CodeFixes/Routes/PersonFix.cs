using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Listens to the direct messages of a person who is written where a channel is wanted.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PersonFix)), Shared]
public sealed class PersonFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1008"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Person, out string? person)
            || person is null
            || file.At<AttributeSyntax>(diagnostic.Location.SourceSpan) is not { Parent.Parent: MemberDeclarationSyntax declaration } attribute
            || file.SymbolOf(declaration) is not { } symbol
            || RouteAttributes.IsOn(symbol, "AllowFrom"))
        {
            return Correction.None;
        }

        // Who may write in one place would hold for the others too.
        if (RouteAttributes.On(file, declaration).FindAll(static one => RouteAttributes.IsPlace(one.Name)).Count != 1)
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        string direct = edits.Attribute("ClickClack", "OnDm", attribute.SpanStart);
        string allowed = $"{edits.Attribute("ClickClack", "AllowFrom", attribute.SpanStart)}({SymbolDisplay.FormatLiteral(person, quote: true)})";
        edits.Replace(attribute, $"{direct}, {allowed}");
        return Correction.One($"Listen to direct messages of {person}: [{direct}, {allowed}]", edits);
    }
}
