using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Finds what holds a thread of the bot while a handler waits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingAnalyzer : HandlerBodyAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.BlockingWait, DiagnosticDescriptors.ThreadSleep];

    private protected override void Begin(OperationBlockStartAnalysisContext block, IMethodSymbol method)
    {
        block.RegisterOperationAction(static operation => AnalyzeResult(operation), OperationKind.PropertyReference);
        block.RegisterOperationAction(static operation => AnalyzeCall(operation), OperationKind.Invocation);
    }

    private static void AnalyzeResult(OperationAnalysisContext context)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference is { Property.Name: "Result", Instance: { } task } && TaskTypes.IsTask(reference.Property.ContainingType))
        {
            ReportUnlessDone(context, task, "Result", "await the task");
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        switch (call.TargetMethod.Name)
        {
            case "Sleep" when call.TargetMethod.IsOf("System.Threading", "Thread")
                && !(call.Arguments.Length > 0 && IsNoTime(call.Arguments[0].Value))
                && !IsAwaitedElsewhere(call):
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ThreadSleep, call.Syntax.GetLocation()));
                break;

            case "WaitAll" or "WaitAny" when call.TargetMethod.IsOf("System.Threading.Tasks", "Task"):
                string name = call.TargetMethod.Name;
                Report(context, name, name == "WaitAll" ? "await Task.WhenAll" : "await Task.WhenAny");
                break;

            // Not to wait at all is to ask.
            case "Wait" when call.Instance is { } task
                && TaskTypes.IsTask(call.TargetMethod.ContainingType)
                && !(call.Arguments.Length > 0 && call.Arguments[0].Value.IsConstant(0)):
                ReportUnlessDone(context, task, "Wait", "await the task");
                break;

            case "GetResult" when call.Instance?.WithoutConversions()
                    is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited }
                && TaskTypes.IsTask(awaited.WithoutConfigureAwait().Type):
                ReportUnlessDone(context, awaited, "GetResult", "await the task");
                break;

            default:
                if (BlockingCalls.RemedyOf(call) is { } remedy)
                {
                    Report(context, call.TargetMethod.Name, remedy);
                }

                break;
        }
    }

    private static void ReportUnlessDone(OperationAnalysisContext context, IOperation task, string name, string remedy)
    {
        if (!IsDone(task.WithoutConfigureAwait(), context.Operation))
        {
            Report(context, name, remedy);
        }
    }

    private static void Report(OperationAnalysisContext context, string name, string remedy)
    {
        if (!IsAwaitedElsewhere(context.Operation))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.BlockingWait, context.Operation.Syntax.GetLocation(), name, remedy));
        }
    }

    /// <summary>Whether only the other threads are let go on, without a wait.</summary>
    private static bool IsNoTime(IOperation time) =>
        time.IsConstant(0) || time is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType: { } type } } && type.Is("System", "TimeSpan");

    /// <summary>
    /// Whether an operation is in work that is given to a thread of its own, and the handler awaits that or goes on without: what cannot be awaited
    /// is best done so, and of what is not awaited another rule speaks.
    /// </summary>
    private static bool IsAwaitedElsewhere(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation lambda
                && lambda.Taker() switch
                {
                    IInvocationOperation { TargetMethod: { Name: "Run" } run } => run.IsOf("System.Threading.Tasks", "Task"),
                    IInvocationOperation { TargetMethod: { Name: "StartNew" } start } => start.IsOf("System.Threading.Tasks", "TaskFactory") || start.IsOf("System.Threading.Tasks", "TaskFactory`1"),
                    IInvocationOperation { TargetMethod: { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" } queue } => queue.IsOf("System.Threading", "ThreadPool"),
                    IObjectCreationOperation { Type: { } type } => type.Is("System.Threading", "Thread"),
                    _ => false,
                })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a task was awaited before, alone or with others, or was asked whether it is done.</summary>
    private static bool IsDone(IOperation task, IOperation use)
    {
        if (Origin(task) is not { } variable)
        {
            return false;
        }

        // One of several, of which a loop or a lambda takes one after the other: what matters are these.
        var meant = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { variable };
        IOperation root = use;
        for (IOperation? outer = use.Parent; outer is not null; root = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case IForEachLoopOperation loop when Declares(loop.Locals, variable):
                    AddVariables(meant, loop.Collection);
                    break;

                case IAnonymousFunctionOperation lambda
                    when variable.ContainingSymbol.IsSame(lambda.Symbol) && variable is IParameterSymbol:
                    if (lambda.Taker() is IInvocationOperation { TargetMethod.Name: "ContinueWith" })
                    {
                        return true;
                    }

                    AddVariables(meant, lambda.Taker());
                    break;
            }
        }

        foreach (IOperation before in root.DescendantsAndSelf())
        {
            if (before.Syntax.Span.End <= use.Syntax.SpanStart && before switch
                {
                    IAwaitOperation wait => wait.Operation.Mentions(meant.Contains) || IsWhenAnyOf(wait, variable),
                    IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" } asked =>
                        asked.Instance.Variable().IsSame(variable),
                    _ => false,
                })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The variable a task is in, or the collection it is taken from.</summary>
    private static ISymbol? Origin(IOperation task)
    {
        while (true)
        {
            task = task.WithoutConversions();
            IOperation? from = task switch
            {
                IPropertyReferenceOperation { Property.IsIndexer: true } item => item.Instance,
                IPropertyReferenceOperation { Property.ContainingType.MetadataName: "KeyValuePair`2" } pair => pair.Instance,
                IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } item => item.Instance,
                IArrayElementReferenceOperation element => element.ArrayReference,
                IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments.Length: > 0 } call
                    when call.TargetMethod.IsOf("System.Linq", "Enumerable") => call.Arguments[0].Value,
                _ => null,
            };
            if (from is null)
            {
                return task.Variable();
            }

            task = from;
        }
    }

    /// <summary>Whether the task is what <c>await Task.WhenAny(…)</c> returned.</summary>
    private static bool IsWhenAnyOf(IAwaitOperation wait, ISymbol variable) =>
        wait.Operation.WithoutConfigureAwait() is IInvocationOperation { TargetMethod.Name: "WhenAny" }
        && wait.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.IsSame(variable),
            ISimpleAssignmentOperation assignment => assignment.Target.Variable().IsSame(variable),
            _ => false,
        };

    private static bool Declares(ImmutableArray<ILocalSymbol> locals, ISymbol variable)
    {
        foreach (ILocalSymbol local in locals)
        {
            if (local.IsSame(variable))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddVariables(HashSet<ISymbol> meant, IOperation? operation)
    {
        foreach (IOperation below in operation?.WithinFunction() ?? [])
        {
            if (below is ILocalReferenceOperation or IParameterReferenceOperation)
            {
                meant.Add(below.Variable()!);
            }
        }
    }
}
