using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>
/// Whether a send is one of several that have no names but their numbers. Names are made of the expression of the call, the target and
/// the number of such calls before it: what comes in the same order and number in each run needs nothing else.
/// </summary>
internal static class Repetition
{
    /// <summary>How a send is repeated.</summary>
    /// <returns>The words for it, or null if its number is the same in each run.</returns>
    public static string? Of(IInvocationOperation send)
    {
        bool isAttempted = false;
        for (IOperation inner = send; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case ITryOperation { Catches.Length: > 0 } attempt when attempt.Body == inner:
                    isAttempted = true;
                    break;

                // What is tried again comes under the next number.
                case IForLoopOperation loop when loop.Body == inner && !HasTargetsOfItsOwn(send, loop.Syntax.Span)
                    && (isAttempted || !IsFixed(loop)):
                    return "a loop";

                case IForEachLoopOperation loop when loop.Body == inner && !HasTargetsOfItsOwn(send, loop.Syntax.Span)
                    && (loop.IsAsynchronous || !IsFixed(loop.Collection)):
                    return "a loop";

                case IWhileLoopOperation loop when !HasTargetsOfItsOwn(send, loop.Syntax.Span):
                    return "a loop";

                case IAnonymousFunctionOperation lambda when lambda.Taker() is IInvocationOperation call && Iterates(call.TargetMethod):
                    if (!HasTargetsOfItsOwn(send, lambda.Syntax.Span)
                        && (IsParallel(call.TargetMethod) || IsLate(send, lambda) || !IsFixed(SequenceOf(call))))
                    {
                        return IsParallel(call.TargetMethod) ? "parallel" : $"the lambda of {call.TargetMethod.Name}";
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>Whether each turn has a target of its own, and the same to say: then names differ by their targets.</summary>
    private static bool HasTargetsOfItsOwn(IInvocationOperation send, TextSpan turn)
    {
        IOperation? reply = send.Given("reply")?.WithoutConversions();
        IOperation? target = send.Given("target");
        if (reply is IInvocationOperation { TargetMethod.Name: "To" } to && to.TargetMethod.IsOf("ClickClack", "Reply"))
        {
            (reply, target) = (to.Given("text"), to.Given("target"));
        }

        return reply is not null && target is not null && !DependsOn(reply, turn) && DependsOn(target, turn);
    }

    /// <summary>Whether a value depends on what is declared within a turn.</summary>
    private static bool DependsOn(IOperation value, TextSpan turn) => value.Mentions(variable =>
        variable.Locations.Length > 0 && turn.Contains(variable.Locations[0].SourceSpan));

    /// <summary>Whether a loop counts from a constant to a constant.</summary>
    private static bool IsFixed(IForLoopOperation loop)
    {
        if (loop.Locals.Length != 1 || loop.Condition is not IBinaryOperation condition)
        {
            return false;
        }

        ILocalSymbol counter = loop.Locals[0];
        bool Counts(IOperation operand) => operand.Variable().IsSame(counter);
        bool isBounded = (Counts(condition.LeftOperand) && condition.RightOperand.ConstantValue.HasValue)
            || (Counts(condition.RightOperand) && condition.LeftOperand.ConstantValue.HasValue);
        foreach (IOperation before in loop.Before)
        {
            foreach (IOperation operation in before.WithinFunction())
            {
                isBounded &= operation is not IVariableDeclaratorOperation declarator
                    || declarator.GetVariableInitializer()?.Value.ConstantValue.HasValue == true;
            }
        }

        return isBounded;
    }

    /// <summary>Whether a sequence has as many items in each run, in the same order.</summary>
    private static bool IsFixed(IOperation? sequence)
    {
        sequence = sequence?.WithoutConversions();
        switch (sequence)
        {
            case null:
                return false;

            case { ConstantValue.HasValue: true }:
                return true;

            case IArrayCreationOperation array:
                foreach (IOperation size in array.DimensionSizes)
                {
                    if (!size.ConstantValue.HasValue)
                    {
                        return false;
                    }
                }

                return true;

            case ICollectionExpressionOperation collection:
                foreach (IOperation element in collection.Elements)
                {
                    if (element is ISpreadOperation spread && !IsFixed(spread.Operand))
                    {
                        return false;
                    }
                }

                return true;

            case IInvocationOperation { TargetMethod.Name: "Range" or "Repeat" } call when call.TargetMethod.IsOf("System.Linq", "Enumerable"):
                return call.Given("count") is { ConstantValue.HasValue: true };

            case IInvocationOperation { TargetMethod.Name: "GetValues" or "GetNames" } call
                when call.TargetMethod.ContainingType.SpecialType == SpecialType.System_Enum:
                return true;

            case ILocalReferenceOperation { Local: { Type: IArrayTypeSymbol } local } reference:
                return Initializer(local, reference) is { } initial && IsFixed(initial);

            case IFieldReferenceOperation { Field: { IsReadOnly: true, Type: IArrayTypeSymbol } field }:
                return IsWrittenOut(field);

            default:
                return false;
        }
    }

    private static IOperation? Initializer(ILocalSymbol local, IOperation use)
    {
        IOperation? initial = null;
        foreach (IOperation operation in use.Root().DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.Symbol.IsSame(local))
            {
                initial = declarator.GetVariableInitializer()?.Value;
            }
            else if (operation is IAssignmentOperation assignment && assignment.Target.Variable().IsSame(local))
            {
                return null;
            }
        }

        return initial;
    }

    /// <summary>Whether all elements of an array stand where it is declared.</summary>
    private static bool IsWrittenOut(IFieldSymbol field)
    {
        foreach (SyntaxReference reference in field.DeclaringSyntaxReferences)
        {
            switch ((reference.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value)
            {
                case ArrayCreationExpressionSyntax { Initializer: not null } or ImplicitArrayCreationExpressionSyntax
                    or InitializerExpressionSyntax:
                    return true;

                case CollectionExpressionSyntax collection:
                    foreach (CollectionElementSyntax element in collection.Elements)
                    {
                        if (element is SpreadElementSyntax)
                        {
                            return false;
                        }
                    }

                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a lambda waits for something before it sends: then the order is that of what it waits for.</summary>
    private static bool IsLate(IInvocationOperation send, IAnonymousFunctionOperation lambda)
    {
        if (lambda.Symbol.IsAsync)
        {
            foreach (IOperation operation in lambda.Body.WithinFunction())
            {
                if (operation is IAwaitOperation && operation.Syntax.Span.End <= send.Syntax.SpanStart)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IOperation? SequenceOf(IInvocationOperation call) =>
        call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    private static bool Iterates(IMethodSymbol method) => IsParallel(method)
        || method.ContainingType.MetadataName is "Enumerable" or "ParallelEnumerable" or "AsyncEnumerable"
        || (method.Name == "ForEach" && method.ContainingType.MetadataName is "List`1" or "Array" or "ImmutableList`1");

    private static bool IsParallel(IMethodSymbol method) =>
        method.IsOf("System.Threading.Tasks", "Parallel") || method.IsOf("System.Linq", "ParallelEnumerable");
}
