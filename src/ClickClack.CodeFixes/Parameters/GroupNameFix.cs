using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Gives the group of a pattern the name of the parameter that it is nearly called as.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GroupNameFix)), Shared]
public sealed class GroupNameFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1023"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Text, out string? group)
            || group is null
            || diagnostic.AdditionalLocations.Count == 0
            || diagnostic.AdditionalLocations[0].SourceTree != file.Root.SyntaxTree
            || file.At<ParameterSyntax>(diagnostic.Location.SourceSpan) is not { } parameter
            || Literals.At(file, diagnostic.AdditionalLocations[0].SourceSpan) is not { } literal)
        {
            return Correction.None;
        }

        // (?<name>…) or (?'name'…), which no literal has to escape; several groups may have one name.
        var edits = new Edits(file);
        string source = literal.Token.Text;
        string name = parameter.Identifier.ValueText;
        bool isThere = false;
        foreach (string form in (string[])[$"(?<{group}>", $"(?'{group}'"])
        {
            for (int at = source.IndexOf(form, StringComparison.Ordinal); at >= 0; at = source.IndexOf(form, at + 1, StringComparison.Ordinal))
            {
                isThere = true;
                edits.Replace(new TextSpan(literal.Token.SpanStart + at + "(?<".Length, group.Length), name);
            }
        }

        return isThere ? Correction.One($"Call the group '{name}'", edits) : Correction.None;
    }
}
