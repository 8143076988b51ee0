using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>
/// What attributed nodes were read as. Roslyn has each of them read again in each compilation, since any edit may change what its types are;
/// here a node is read again only if something it can depend on was declared anew. It then gives the very model of before, and nothing
/// after it is computed.
/// </summary>
/// <typeparam name="T">The model, which keeps nothing of a compilation.</typeparam>
/// <param name="history">Knows what was declared anew; shared by all memos of a driver.</param>
/// <param name="read">Reads a node; null if it is none.</param>
/// <remarks>
/// One for each attribute, as the same node is another thing for each of them. What is read must follow from what is declared: no body and no
/// position may count, and of comments those only that <see cref="DeclarationWriter"/> writes.
/// </remarks>
internal sealed class NodeMemo<T>(DeclarationHistory history, Func<GeneratorAttributeSyntaxContext, CancellationToken, T?> read)
    where T : class
{
    /// <summary>What a node is in a compilation.</summary>
    public T? Of(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        FileReadings readings = history.ReadingsOf(context.TargetNode.SyntaxTree, context.SemanticModel.Compilation, cancellationToken);
        if (!readings.TryFind(this, context.TargetNode, out object? model))
        {
            model = read(context, cancellationToken);
            readings.Add(this, context.TargetNode, model);
        }

        return (T?)model;
    }
}
