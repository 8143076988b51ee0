using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClickClack.CodeFixes;

/// <summary>Writes what the rule says was meant: the name of a command, channel, user or option, an emoji, a target, an id, an account.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LiteralFix)), Shared]
public sealed class LiteralFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1007", "CC1008", "CC1024", "CC1027", "CC2007", "CC3001", "CC3003", "CC3005"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Text, out string? text)
            || text is null
            || Literals.At(file, diagnostic.Location.SourceSpan) is not { } literal)
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        edits.Replace(literal, Literals.Write(literal, text));
        return Correction.One($"Write \"{text}\"", edits);
    }
}
