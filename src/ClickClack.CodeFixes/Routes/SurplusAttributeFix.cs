using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Removes an attribute that says what another one on the same declaration says.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SurplusAttributeFix)), Shared]
public sealed class SurplusAttributeFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1009"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.ContainsKey(FixData.Surplus) || file.At<AttributeSyntax>(diagnostic.Location.SourceSpan) is not { } attribute)
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        AttributeEdits.Remove(file, edits, attribute);
        return Correction.One("Remove the repeated attribute", edits);
    }
}
