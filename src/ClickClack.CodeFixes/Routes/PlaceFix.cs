using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Puts the attribute on a class that is written like a handler.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PlaceFix)), Shared]
public sealed class PlaceFix : FileFix
{
    private static readonly (string Name, string Arguments)[] Places = [("OnDm", ""), ("OnChannel", "(\"*\")"), ("OnMention", "")];

    private static readonly (string Name, string Arguments)[] Reactions = [("OnReaction", "")];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1019"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.Named<TypeDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } type)
        {
            return Correction.None;
        }

        var corrections = new List<Correction>();
        foreach ((string name, string arguments) in diagnostic.Properties.ContainsKey(FixData.Text) ? Reactions : Places)
        {
            var edits = new Edits(file);
            AttributeEdits.Add(file, edits, type, edits.Attribute("ClickClack", name, type.SpanStart) + arguments);
            corrections.Add(new Correction($"Add [{name}{arguments}]", edits, name));
        }

        return Task.FromResult<IReadOnlyList<Correction>>(corrections);
    }
}
