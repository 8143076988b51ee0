using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>Finds work that a handler begins and nobody waits for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedTaskAnalyzer : HandlerBodyAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.UnawaitedSend, DiagnosticDescriptors.OutlivesHandler];

    private protected override void Begin(OperationBlockStartAnalysisContext block, IMethodSymbol method)
    {
        block.RegisterOperationAction(operation => AnalyzeCall(operation, method), OperationKind.Invocation);
        block.RegisterOperationAction(static operation => AnalyzeThread(operation), OperationKind.ObjectCreation);
        block.RegisterOperationAction(static operation => AnalyzeLambda(operation), OperationKind.AnonymousFunction);
    }

    private static void AnalyzeCall(OperationAnalysisContext context, IMethodSymbol handler)
    {
        var call = (IInvocationOperation)context.Operation;
        IMethodSymbol called = call.TargetMethod;
        if (called is { ReturnsVoid: true, IsAsync: true })
        {
            Report(context, called.Name, "return Task, and await it");
        }
        else if (called.Name is "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" && called.IsOf("System.Threading", "ThreadPool"))
        {
            Report(context, called.Name, "await the work");
        }
        else if (TaskTypes.IsTask(call.Type) && !IsStepOf(call) && TaskTypes.IsDropped(call, handler))
        {
            if (call.IsSend() || call.IsClientCall())
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnawaitedSend,
                    call.Syntax.GetLocation(),
                    called.Name,
                    "the message counts as handled before it is done"));
            }
            else
            {
                Report(context, called.Name, "await it");
            }
        }
    }

    /// <summary>Whether it only goes on from another task, of which all is said that is to be said.</summary>
    private static bool IsStepOf(IInvocationOperation call) =>
        call is { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" or "ContinueWith", Instance: { } task }
        && TaskTypes.IsTask(task.Type) && task.WithoutConversions() is IInvocationOperation;

    private static void AnalyzeThread(OperationAnalysisContext context)
    {
        if (context.Operation.Type.Is("System.Threading", "Thread") && !IsJoined(context.Operation))
        {
            Report(context, "new Thread", "await the work");
        }
    }

    /// <summary>Whether the handler waits until the thread has ended.</summary>
    private static bool IsJoined(IOperation thread)
    {
        ISymbol? variable = thread.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : null;
        foreach (IOperation operation in variable is null ? [] : thread.Root().DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Join", Instance: { } joined } && joined.Variable().IsSame(variable))
            {
                return true;
            }
        }

        return false;
    }

    private static void AnalyzeLambda(OperationAnalysisContext context)
    {
        // An event of .NET has nothing to await.
        var lambda = (IAnonymousFunctionOperation)context.Operation;
        if (lambda.Symbol is { IsAsync: true, ReturnsVoid: true } && lambda.Taker() is not IEventAssignmentOperation)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.OutlivesHandler, Head(lambda.Syntax), "async", "pass it to what takes a Task, and await that"));
        }
    }

    /// <summary>A lambda up to its arrow: the body may be long.</summary>
    private static Location Head(SyntaxNode lambda) => lambda switch
    {
        LambdaExpressionSyntax { ArrowToken: { IsMissing: false } arrow } => UpTo(lambda, arrow),
        AnonymousMethodExpressionSyntax method => UpTo(lambda, method.DelegateKeyword),
        _ => lambda.GetLocation(),
    };

    private static Location UpTo(SyntaxNode node, SyntaxToken last) =>
        Location.Create(node.SyntaxTree, TextSpan.FromBounds(node.SpanStart, last.Span.End));

    private static void Report(OperationAnalysisContext context, string name, string remedy) =>
        context.ReportDiagnostic(
            Diagnostic.Create(DiagnosticDescriptors.OutlivesHandler, context.Operation.Syntax.GetLocation(), name, remedy));
}
