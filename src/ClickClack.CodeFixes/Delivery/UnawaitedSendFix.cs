using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Awaits what is sent.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnawaitedSendFix)), Shared]
public sealed class UnawaitedSendFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC5003"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        TextSpan span = diagnostic.Location.SourceSpan;
        if (!file.Root.FullSpan.Contains(span) || file.Root.FindNode(span, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call || call.Span != span)
        {
            return [];
        }

        // What only says how it is awaited stays around it.
        ExpressionSyntax task = call;
        while (task.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" or "Preserve", Parent: InvocationExpressionSyntax outer } access
            && access.Expression == task)
        {
            task = outer;
        }

        var edits = new Edits(file);
        switch (task.Parent)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax } assignment
                when assignment.Right == task && assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "_" }:
                edits.Replace(TextSpan.FromBounds(assignment.SpanStart, task.SpanStart), "await ");
                break;

            case ExpressionStatementSyntax or ArrowExpressionClauseSyntax:
                edits.Insert(task.SpanStart, "await ");
                break;

            default:
                return [];
        }

        return await AsyncEdits.AllowAsync(file, edits, task).ConfigureAwait(false) ? [new Correction("Await it", edits)] : [];
    }
}
