using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Puts the arguments of a command in an order in which they can be told apart.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OrderFix)), Shared]
public sealed class OrderFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC2004", "CC2005", "CC2010"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Order, out string? said)
            || said is null
            || file.At<ParameterSyntax>(diagnostic.Location.SourceSpan) is not { Parent: ParameterListSyntax { Parent: MethodDeclarationSyntax method } list } named
            || file.SymbolOf(method) is not IMethodSymbol symbol
            || symbol.IsBound()
            || await Callers.AreThereAsync(symbol, file).ConfigureAwait(false))
        {
            return [];
        }

        string[] order = said.Split(',');
        if (order.Length != list.Parameters.Count || HasCommentAfterComma(list))
        {
            return [];
        }

        var edits = new Edits(file);
        for (int i = 0; i < order.Length; i++)
        {
            int from = int.Parse(order[i], CultureInfo.InvariantCulture);
            if (from != i)
            {
                edits.Replace(WithComments(list.Parameters[i]), file.Text.ToString(WithComments(list.Parameters[from])));
            }
        }

        return [new Correction(diagnostic.Id == "CC2005" ? $"Move '{named.Identifier.ValueText}' before what may be missing" : $"Make '{named.Identifier.ValueText}' the last argument", edits)];
    }

    /// <summary>A parameter with the comments before and behind it, which go with it.</summary>
    private static TextSpan WithComments(ParameterSyntax parameter)
    {
        TextSpan span = parameter.Span;
        foreach (SyntaxTrivia trivia in parameter.GetLeadingTrivia())
        {
            if (IsComment(trivia))
            {
                span = TextSpan.FromBounds(Math.Min(span.Start, trivia.SpanStart), span.End);
            }
        }

        foreach (SyntaxTrivia trivia in parameter.GetTrailingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                span = TextSpan.FromBounds(span.Start, trivia.Span.End);
            }
        }

        return span;
    }

    /// <summary>What stands after a comma, or at the end of a line, may be said of what comes before or after it.</summary>
    private static bool HasCommentAfterComma(ParameterListSyntax list)
    {
        bool has = false;
        foreach (ParameterSyntax parameter in list.Parameters)
        {
            foreach (SyntaxTrivia trivia in parameter.GetTrailingTrivia())
            {
                has |= trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsDirective;
            }

            foreach (SyntaxTrivia trivia in parameter.GetLeadingTrivia())
            {
                has |= trivia.IsDirective;
            }
        }

        foreach (SyntaxToken comma in list.Parameters.GetSeparators())
        {
            foreach (SyntaxTrivia trivia in comma.TrailingTrivia)
            {
                has |= IsComment(trivia);
            }
        }

        return has;
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
