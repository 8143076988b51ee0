using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>What a <c>catch</c> would do with an exception of a given type.</summary>
internal static class CatchFilter
{
    /// <summary>Whether a clause takes an exception.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="thrown">The type of the exception.</param>
    /// <param name="isTrue">What is known of another condition of a filter; null for nothing.</param>
    /// <returns>Null if that cannot be told from the source.</returns>
    public static bool? Takes(this ICatchClauseOperation clause, ITypeSymbol thrown, Func<IOperation, bool?> isTrue) =>
        clause.ExceptionType is { SpecialType: not SpecialType.System_Object } caught && !IsOrDerives(thrown, caught) ? false
        : clause.Filter is null ? true
        : Evaluate(clause.Filter, Declared(clause), thrown, isTrue);

    /// <summary>Whether a type is another one, or derives from it.</summary>
    public static bool IsOrDerives(ITypeSymbol type, ITypeSymbol other)
    {
        for (ITypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsSame(other))
            {
                return true;
            }
        }

        return false;
    }

    private static ILocalSymbol? Declared(ICatchClauseOperation clause) =>
        clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declarator ? declarator.Symbol : null;

    private static bool? Evaluate(IOperation condition, ILocalSymbol? error, ITypeSymbol thrown, Func<IOperation, bool?> isTrue)
    {
        condition = condition.WithoutConversions();
        if (condition.ConstantValue is { HasValue: true, Value: bool constant })
        {
            return constant;
        }

        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !Evaluate(not.Operand, error, thrown, isTrue);

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return And(Evaluate(both.LeftOperand, error, thrown, isTrue), Evaluate(both.RightOperand, error, thrown, isTrue));

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return !And(!Evaluate(either.LeftOperand, error, thrown, isTrue), !Evaluate(either.RightOperand, error, thrown, isTrue));

            case IIsTypeOperation test when error is not null && test.ValueOperand.Variable().IsSame(error):
                return Is(thrown, test.TypeOperand);

            case IIsPatternOperation test when error is not null && test.Value.Variable().IsSame(error):
                return Matches(test.Pattern, thrown);

            default:
                return isTrue(condition);
        }
    }

    private static bool? Matches(IPatternOperation pattern, ITypeSymbol thrown)
    {
        switch (pattern)
        {
            case INegatedPatternOperation not:
                return !Matches(not.Pattern, thrown);

            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                return !And(!Matches(either.LeftPattern, thrown), !Matches(either.RightPattern, thrown));

            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return And(Matches(both.LeftPattern, thrown), Matches(both.RightPattern, thrown));

            case ITypePatternOperation type:
                return Is(thrown, type.MatchedType);

            case IDeclarationPatternOperation { MatchedType: { } type }:
                return Is(thrown, type);

            // What it looks like inside is not known; what it is not, it is not.
            case IRecursivePatternOperation recursive:
                return Is(thrown, recursive.MatchedType) == false ? false : null;

            default:
                return null;
        }
    }

    private static bool? Is(ITypeSymbol thrown, ITypeSymbol type) =>
        IsOrDerives(thrown, type) ? true : IsOrDerives(type, thrown) ? null : false;

    private static bool? And(bool? one, bool? other) => one == false || other == false ? false : one & other;
}
