using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>Finds handlers that end as if they were done when the bot stops: they catch the cancellation that tells them to end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwallowedCancellationAnalyzer : HandlerBodyAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SwallowedCancellation];

    private protected override void Begin(OperationBlockStartAnalysisContext block, IMethodSymbol method)
    {
        // An error handler runs once, whatever becomes of it.
        if (Errors.IsHandler(method))
        {
            return;
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            // What most calls throw that are cancelled; those that throw its base are caught by no less.
            if (parameter.Type.Is("System.Threading", "CancellationToken")
                && block.Compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskCanceledException") is { } cancelled)
            {
                var token = new HandlerToken(parameter, block.OperationBlocks);
                block.RegisterOperationAction(operation => Analyze(operation, method, token, cancelled), OperationKind.Try);
                return;
            }
        }
    }

    private static void Analyze(OperationAnalysisContext context, IMethodSymbol method, HandlerToken token, ITypeSymbol cancelled)
    {
        var attempt = (ITryOperation)context.Operation;
        if (attempt.Catches.Length > 0
            && CanBeCancelled(attempt.Body, token, cancelled)
            && Swallowing(attempt, token, cancelled) is { } swallowing
            && !IsCancelledLater(attempt, swallowing, token)
            && NoAnswer.CanFollow(swallowing, attempt, method))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.SwallowedCancellation, Head(swallowing.Syntax), method.Name, token.Parameter.Name));
        }
    }

    /// <summary>The clause that takes the cancellation and ends well, or null.</summary>
    private static ICatchClauseOperation? Swallowing(ITryOperation attempt, HandlerToken token, ITypeSymbol cancelled)
    {
        foreach (ICatchClauseOperation clause in attempt.Catches)
        {
            // One whose filter cannot be judged may have been thought through.
            if (clause.Takes(cancelled, token.IsTrue) is not false)
            {
                return clause.Takes(cancelled, token.IsTrue) == true
                    && !CanBeCancelled(clause.Handler, token, cancelled)
                    && !Throws(clause.Handler)
                        ? clause
                        : null;
            }
        }

        return null;
    }

    /// <summary>Whether a cancellation of the handler can come out of a block.</summary>
    private static bool CanBeCancelled(IOperation root, HandlerToken token, ITypeSymbol cancelled)
    {
        var left = new Stack<IOperation>();
        left.Push(root);
        while (left.Count > 0)
        {
            IOperation operation = left.Pop();
            if (token.Ends(operation))
            {
                return true;
            }

            foreach (IOperation child in operation.ChildOperations)
            {
                // What an inner one swallows does not come out, and is said there.
                bool isKept = operation is ITryOperation inner && child == inner.Body && Swallowing(inner, token, cancelled) is not null;
                if (!isKept && child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    left.Push(child);
                }
            }
        }

        return false;
    }

    private static bool Throws(IOperation block)
    {
        foreach (IOperation operation in block.WithinFunction())
        {
            if (operation is IThrowOperation
                || operation is IInvocationOperation { TargetMethod: { Name: "Throw", ContainingType.Name: "ExceptionDispatchInfo" } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the way on from the clause leads through what the cancellation ends after all.</summary>
    private static bool IsCancelledLater(ITryOperation attempt, ICatchClauseOperation clause, HandlerToken token)
    {
        foreach (IOperation operation in clause.Handler.WithinFunction())
        {
            if (operation is IReturnOperation)
            {
                return false;
            }
        }

        for (IOperation inner = attempt;
            inner.Parent is { } outer and not (IAnonymousFunctionOperation or ILocalFunctionOperation);
            inner = outer)
        {
            if (outer is IBlockOperation block)
            {
                bool isBehind = false;
                foreach (IOperation statement in block.Operations)
                {
                    if (isBehind && statement is not ILocalFunctionOperation && EndsAlways(statement, token))
                    {
                        return true;
                    }

                    isBehind |= statement == inner;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a statement is ended by the cancellation, whichever way is taken through it.</summary>
    private static bool EndsAlways(IOperation statement, HandlerToken token)
    {
        if (statement is IConditionalOperation or ISwitchOperation or ILoopOperation or ITryOperation)
        {
            return token.Ends(statement);
        }

        foreach (IOperation operation in statement.WithinFunction())
        {
            if (token.Ends(operation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A clause up to its filter: what is to be changed.</summary>
    private static Location Head(SyntaxNode syntax) => syntax is CatchClauseSyntax clause
        ? Location.Create(clause.SyntaxTree, TextSpan.FromBounds(clause.SpanStart, (clause.Declaration?.Span ?? clause.CatchKeyword.Span).End))
        : syntax.GetLocation();
}
