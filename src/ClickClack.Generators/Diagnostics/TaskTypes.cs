using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Tasks, and what becomes of them.</summary>
internal static class TaskTypes
{
    private const string Namespace = "System.Threading.Tasks";

    /// <summary>Whether a type is a task, with a result or without.</summary>
    public static bool IsTask(ITypeSymbol? type) => type?.MetadataName is "Task" or "Task`1" or "ValueTask" or "ValueTask`1"
        && type.Is(Namespace, type.MetadataName);

    /// <summary>Whether a method belongs to a type.</summary>
    public static bool IsOf(this IMethodSymbol method, string @namespace, string type) => method.ContainingType.Is(@namespace, type);

    /// <summary>A task without what only says how it is awaited.</summary>
    public static IOperation WithoutConfigureAwait(this IOperation operation)
    {
        operation = operation.WithoutConversions();
        while (operation is IInvocationOperation { Instance: { } instance, TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" })
        {
            operation = instance.WithoutConversions();
        }

        return operation;
    }

    /// <summary>Whether nobody can wait for a task: its expression is a statement, is discarded, or is kept in a variable nobody reads.</summary>
    /// <param name="task">The expression.</param>
    /// <param name="method">The method it is in, or null if it is in none.</param>
    /// <remarks>
    /// Not what is a statement in an asynchronous method: the compiler says so itself (CS4014), though not of <c>bot?.SendAsync(…)</c>.
    /// </remarks>
    public static bool IsDropped(IOperation task, IMethodSymbol? method)
    {
        IOperation value = task;
        bool isConditional = false;
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation conversion:
                    value = conversion;
                    break;

                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" or "ContinueWith" } call
                    when call.Instance == value:
                    value = call;
                    break;

                case IConditionalAccessOperation access when access.WhenNotNull == value:
                    value = access;
                    isConditional = true;
                    break;

                case IConditionalOperation choice when choice.Condition != value && choice.Type is not null:
                    value = choice;
                    break;

                case ICoalesceOperation coalesce:
                    value = coalesce;
                    break;

                case ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation }:
                    return true;

                case IExpressionStatementOperation:
                    return isConditional || (value.Function() ?? method) is not { IsAsync: true };

                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation variable }:
                    return !variable.Root().Mentions(read => read.IsSame(variable.Symbol));

                default:
                    return false;
            }
        }
    }
}
