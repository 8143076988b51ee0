using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Ways through the operations of a method.</summary>
internal static class OperationTree
{
    /// <summary>An operation without the conversions around it.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>An operation and all below it, but not what is in local functions and lambdas: that runs at another time.</summary>
    public static IEnumerable<IOperation> WithinFunction(this IOperation root)
    {
        var left = new Stack<IOperation>();
        left.Push(root);
        while (left.Count > 0)
        {
            IOperation operation = left.Pop();
            yield return operation;
            foreach (IOperation child in operation.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    left.Push(child);
                }
            }
        }
    }

    /// <summary>The local function or lambda an operation is in, or null if it is in none.</summary>
    public static IMethodSymbol? Function(this IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
                case ILocalFunctionOperation function:
                    return function.Symbol;
            }
        }

        return null;
    }

    /// <summary>The outermost operation around one.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } outer)
        {
            operation = outer;
        }

        return operation;
    }

    /// <summary>What a lambda is given to: without the conversions between.</summary>
    public static IOperation? Taker(this IAnonymousFunctionOperation lambda)
    {
        IOperation? outer = lambda.Parent;
        while (outer is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            outer = outer.Parent;
        }

        return outer;
    }

    /// <summary>The local variable or parameter that an operation names, or null if it is anything else.</summary>
    public static ISymbol? Variable(this IOperation? operation) => operation?.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Whether a variable is named in an operation, local functions and lambdas in it included.</summary>
    public static bool Mentions(this IOperation operation, Func<ISymbol, bool> isMeant)
    {
        foreach (IOperation below in operation.DescendantsAndSelf())
        {
            ISymbol? variable = below switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (variable is not null && isMeant(variable))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is given for a parameter; null if it is left out or there is no such parameter.</summary>
    public static IOperation? Given(this IInvocationOperation call, string parameter)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name == parameter)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>Whether it is a constant of that value.</summary>
    public static bool IsConstant(this IOperation operation, object? value) =>
        operation.ConstantValue is { HasValue: true } constant && Equals(constant.Value, value);
}
