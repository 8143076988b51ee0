using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Gives a command whose name is another's a name of its own, or takes an alias away that is another's name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CommandNameFix)), Shared]
public sealed class CommandNameFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1009"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Name, out string? name)
            || name is null
            || file.At<AttributeSyntax>(diagnostic.Location.SourceSpan) is not { ArgumentList.Arguments: { Count: > 0 } arguments })
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        if (diagnostic.Properties.TryGetValue(FixData.Free, out string? free) && free is not null)
        {
            if (LiteralOf(arguments[0], name) is not { } literal)
            {
                return Correction.None;
            }

            edits.Replace(literal, Literals.Write(literal, free));
            return Correction.One($"Rename the command to \"{free}\"", edits);
        }

        for (int i = arguments.Count - 1; i > 0; i--)
        {
            if (LiteralOf(arguments[i], name) is not null)
            {
                edits.Remove(TextSpan.FromBounds(arguments[i - 1].Span.End, arguments[i].Span.End));
                return Correction.One($"Remove the alias \"{name}\"", edits);
            }
        }

        return Correction.None;
    }

    private static LiteralExpressionSyntax? LiteralOf(AttributeArgumentSyntax argument, string text) =>
        argument is { NameEquals: null, Expression: LiteralExpressionSyntax { Token.Value: string value } literal } && value == text ? literal : null;
}
