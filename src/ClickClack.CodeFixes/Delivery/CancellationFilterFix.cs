using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Lets the cancellation of a handler pass a catch.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellationFilterFix)), Shared]
public sealed class CancellationFilterFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC5005"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.At<CatchClauseSyntax>(diagnostic.Location.SourceSpan) is not { Block.OpenBraceToken.IsMissing: false } clause
            || AsyncEdits.TokenAt(file, clause) is not { } token)
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        string isRunning = $"!{token}.IsCancellationRequested";
        if (clause.Filter is not { } filter)
        {
            edits.Insert(clause.Declaration?.Span.End ?? clause.CatchKeyword.Span.End, $" when ({isRunning})");
        }
        else if (filter.FilterExpression.IsMissing || filter.CloseParenToken.IsMissing)
        {
            return Correction.None;
        }
        else
        {
            ExpressionSyntax condition = filter.FilterExpression;
            bool needsParentheses = condition is ConditionalExpressionSyntax or AssignmentExpressionSyntax
                || condition.IsKind(SyntaxKind.LogicalOrExpression) || condition.IsKind(SyntaxKind.CoalesceExpression);
            edits.Insert(condition.SpanStart, needsParentheses ? $"{isRunning} && (" : $"{isRunning} && ");
            edits.Insert(condition.Span.End, needsParentheses ? ")" : "");
        }

        return Correction.One($"Let the cancellation pass: when ({isRunning})", edits);
    }
}
