using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>
/// Whether a handler can end without an answer behind a <c>catch</c>. Only then it counts as finished when the bot stops: an answer is not
/// written any more, and so its message is left for the next run.
/// </summary>
internal static class NoAnswer
{
    /// <summary>Whether it can.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="attempt">Its <c>try</c>.</param>
    /// <param name="handler">The handler.</param>
    public static bool CanFollow(ICatchClauseOperation clause, ITryOperation attempt, IMethodSymbol handler)
    {
        if (Returns.Parse(handler, report: null) is ReturnForm.Nothing or ReturnForm.Task)
        {
            return true;
        }

        // What a local function or lambda returns is not yet the answer.
        if (attempt.Function() is not null)
        {
            return false;
        }

        foreach (IOperation operation in clause.Handler.WithinFunction())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value } && IsNone(value))
            {
                return true;
            }
        }

        return !Leaves(clause.Handler) && ReturnsNoneBehind(attempt);
    }

    private static bool Leaves(IBlockOperation block) =>
        block.Operations.Length > 0 && block.Operations[block.Operations.Length - 1] is IReturnOperation or IThrowOperation;

    private static bool ReturnsNoneBehind(ITryOperation attempt)
    {
        foreach (IOperation operation in attempt.Root().WithinFunction())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value }
                && operation.Syntax.SpanStart >= attempt.Syntax.Span.End
                && IsNone(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a value is no answer, or may be none because nothing was assigned to it.</summary>
    private static bool IsNone(IOperation value)
    {
        value = value.WithoutConversions();
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: null or "" } } => true,
            IDefaultValueOperation => true,
            ILocalReferenceOperation { Local: { Type.IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } } => true,
            ICollectionExpressionOperation { Elements.Length: 0 } => true,
            IInvocationOperation { TargetMethod.Name: "Refuse" } refusal when refusal.TargetMethod.IsOf("ClickClack", "FilterResult") =>
                refusal.Given("answer") is not { } answer || IsNone(answer),
            IInvocationOperation { TargetMethod.Name: "FromResult", Arguments.Length: 1 } result => IsNone(result.Arguments[0].Value),
            IConditionalOperation { WhenTrue: { } one, WhenFalse: { } other } => IsNone(one) || IsNone(other),
            _ => false,
        };
    }
}
