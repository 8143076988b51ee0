using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Writes the words of a command, which stand on a class, on each of the sub-commands that its methods were meant to be.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SubCommandFix)), Shared]
public sealed class SubCommandFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC1006"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Group, out string? command)
            || command is null
            || file.At<AttributeSyntax>(diagnostic.Location.SourceSpan) is not { ArgumentList.Arguments.Count: 1, Parent: AttributeListSyntax { Parent: TypeDeclarationSyntax type } } attribute
            || file.SymbolOf(type) is not { DeclaringSyntaxReferences.Length: 1 })
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        AttributeEdits.Remove(file, edits, attribute);
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            foreach ((string name, AttributeSyntax own) in member is MethodDeclarationSyntax ? RouteAttributes.On(file, member) : [])
            {
                foreach (AttributeArgumentSyntax argument in name == "OnCommand" ? own.ArgumentList?.Arguments ?? default : default)
                {
                    if (argument.NameEquals is not null)
                    {
                        continue;
                    }

                    // All of a command's names have as many words.
                    if (argument.Expression is not LiteralExpressionSyntax { Token.Value: string word } literal)
                    {
                        return Correction.None;
                    }

                    if (!word.StartsWith(command + " ", StringComparison.Ordinal))
                    {
                        edits.Replace(literal, Literals.Write(literal, $"{command} {word}"));
                    }
                }
            }
        }

        return Task.FromResult<IReadOnlyList<Correction>>([new Correction($"Write \"{command}\" before each sub-command", edits, "SubCommand")]);
    }
}
