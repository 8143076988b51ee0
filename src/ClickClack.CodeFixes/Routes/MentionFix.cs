using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Listens to direct messages, which are never mentions: whoever writes one means the bot anyway.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MentionFix)), Shared]
public sealed class MentionFix : FileFix
{
    private const string Mention = "OnMention";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1010"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.ContainsKey(FixData.Surplus)
            || file.Named<MethodDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } method)
        {
            return Correction.None;
        }

        List<(string Name, AttributeSyntax Syntax)> attributes = RouteAttributes.On(file, method);
        if (attributes.Count == 0 && method.Parent is TypeDeclarationSyntax type)
        {
            attributes = RouteAttributes.On(file, type);
        }

        AttributeSyntax? mention = attributes.Find(static attribute => attribute.Name == Mention).Syntax;
        if (mention is null)
        {
            return Correction.None;
        }

        // Beside a place it can go; what is left listens there by itself.
        var edits = new Edits(file);
        if (attributes.TrueForAll(static attribute => attribute.Name == Mention || RouteAttributes.IsPlace(attribute.Name)) && attributes.Count > 1)
        {
            AttributeEdits.Remove(file, edits, mention);
            return Correction.One("Remove [OnMention]", edits);
        }

        edits.Replace(mention.Name, edits.Attribute("ClickClack", "OnMessage", mention.SpanStart));
        return Correction.One("Listen to every message with [OnMessage]", edits);
    }
}
