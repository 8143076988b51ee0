using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>The token that tells a handler to end, and what it was passed on to.</summary>
internal sealed class HandlerToken
{
    private readonly HashSet<ISymbol> _carriers = new(SymbolEqualityComparer.Default);

    /// <param name="parameter">The token.</param>
    /// <param name="blocks">The handler.</param>
    public HandlerToken(IParameterSymbol parameter, ImmutableArray<IOperation> blocks)
    {
        Parameter = parameter;
        _carriers.Add(parameter);

        // Sources that are linked to it, their tokens, and tasks that were begun with one: in the order in which they are declared.
        foreach (IOperation block in blocks)
        {
            foreach (IOperation operation in block.DescendantsAndSelf())
            {
                if (operation is IVariableDeclaratorOperation { Symbol: { } local } declarator
                    && (TaskTypes.IsTask(local.Type)
                        || local.Type.Is("System.Threading", "CancellationToken")
                        || local.Type.Is("System.Threading", "CancellationTokenSource"))
                    && declarator.GetVariableInitializer() is { } initializer
                    && initializer.Mentions(_carriers.Contains))
                {
                    _carriers.Add(local);
                }
            }
        }
    }

    /// <summary>The parameter it comes in.</summary>
    public IParameterSymbol Parameter { get; }

    /// <summary>Whether an operation ends by throwing once the token is cancelled.</summary>
    public bool Ends(IOperation operation) => operation switch
    {
        IAwaitOperation wait => wait.Operation.Mentions(_carriers.Contains),
        IForEachLoopOperation { IsAsynchronous: true } loop => loop.Collection.Mentions(_carriers.Contains),
        IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested", Instance: { } token } => token.Mentions(_carriers.Contains),
        _ => false,
    };

    /// <summary>What is known of a condition once the token is cancelled: its own state.</summary>
    public bool? IsTrue(IOperation condition) =>
        condition is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested", Instance: { } token }
        && token.Variable().IsSame(Parameter)
            ? true
            : null;
}
