using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Awaits what is waited for by holding a thread.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BlockingWaitFix)), Shared]
public sealed class BlockingWaitFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC5002"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        TextSpan span = diagnostic.Location.SourceSpan;
        if (!file.Root.FullSpan.Contains(span) || file.Root.FindNode(span, getInnermostNodeForTie: true) is not ExpressionSyntax wait || wait.Span != span)
        {
            return [];
        }

        // An await throws what was thrown, not what is around it.
        for (SyntaxNode? node = wait; node is not (null or MemberDeclarationSyntax); node = node.Parent)
        {
            if (node.Parent is TryStatementSyntax attempt && attempt.Block == node && attempt.Catches.Any(static clause => CatchesAggregate(clause)))
            {
                return [];
            }
        }

        var edits = new Edits(file);
        return Await(file, edits, wait) && await AsyncEdits.AllowAsync(file, edits, wait).ConfigureAwait(false)
            ? [new Correction("Await it", edits)]
            : [];
    }

    private static bool CatchesAggregate(CatchClauseSyntax clause) =>
        clause.DescendantTokens().Any(static token => token.ValueText == nameof(AggregateException) || token.ValueText == nameof(Exception.InnerException));

    private static bool Await(SourceFile file, Edits edits, ExpressionSyntax wait)
    {
        switch (wait)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result:
                Await(edits, wait, result.Expression, "");
                return true;

            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList: { CloseParenToken.IsMissing: false } arguments } call:
                switch (access.Name.Identifier.ValueText)
                {
                    case "GetResult" when access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter }:
                        Await(edits, wait, awaiter.Expression, "");
                        return true;

                    case "Wait" when file.Model.GetTypeInfo(access.Expression, file.Cancellation).Type.Is("System.Threading", "SemaphoreSlim"):
                        Await(edits, wait, access.Expression, $".WaitAsync{file.TextOf(arguments)}");
                        return true;

                    case "WaitForExit" when arguments.Arguments.Count == 0:
                        Await(edits, wait, access.Expression, ".WaitForExitAsync()");
                        return true;

                    // Of what is no task there is nothing to await.
                    case "Wait" when file.Model.GetTypeInfo(access.Expression, file.Cancellation).Type is not { Name: "Task" }:
                        return false;

                    case "Wait" when arguments.Arguments.Count == 0:
                        Await(edits, wait, access.Expression, "");
                        return true;

                    // A wait for a time tells whether it was long enough, and an await throws.
                    case "Wait" when arguments.Arguments.Count == 1
                        && file.Model.GetTypeInfo(arguments.Arguments[0].Expression, file.Cancellation).Type.Is("System.Threading", "CancellationToken"):
                        Await(edits, wait, access.Expression, $".WaitAsync{file.TextOf(arguments)}");
                        return true;

                    case "WaitAll" when AreTasks(file, arguments):
                        AwaitAll(edits, access, "WhenAll");
                        return true;

                    case "WaitAny" when AreTasks(file, arguments) && call.Parent is ExpressionStatementSyntax:
                        AwaitAll(edits, access, "WhenAny");
                        return true;
                }

                return false;

            default:
                return false;
        }
    }

    private static void Await(Edits edits, ExpressionSyntax wait, ExpressionSyntax task, string after)
    {
        // What follows the result belongs to it, not to the task.
        bool needsParentheses = wait.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax or RangeExpressionSyntax
            || wait.Parent is ConditionalAccessExpressionSyntax access && access.Expression == wait
            || wait.Parent is InvocationExpressionSyntax call && call.Expression == wait;
        edits.Insert(wait.SpanStart, needsParentheses ? "(await " : "await ");
        edits.Replace(TextSpan.FromBounds(task.Span.End, wait.Span.End), after + (needsParentheses ? ")" : ""));
    }

    private static void AwaitAll(Edits edits, MemberAccessExpressionSyntax access, string name)
    {
        edits.Insert(access.SpanStart, "await ");
        edits.Replace(access.Name, name);
    }

    /// <summary>Whether there are only tasks, and no time or token.</summary>
    private static bool AreTasks(SourceFile file, ArgumentListSyntax arguments)
    {
        foreach (ArgumentSyntax argument in arguments.Arguments)
        {
            ITypeSymbol? type = file.Model.GetTypeInfo(argument.Expression, file.Cancellation).Type;
            if (argument.NameColon is not null || type is { TypeKind: TypeKind.Struct } or { SpecialType: not SpecialType.None })
            {
                return false;
            }
        }

        return arguments.Arguments.Count > 0;
    }
}
