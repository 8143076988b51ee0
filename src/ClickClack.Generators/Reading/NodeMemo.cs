using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>
/// What attributed nodes were read as. Roslyn has each of them read again in each compilation, since any edit may change what its types are;
/// here a node is read again only if something it can depend on was declared anew. It then gives the very model of before, and nothing
/// after it is computed.
/// </summary>
/// <typeparam name="T">The model, which keeps nothing of a compilation.</typeparam>
/// <param name="history">Knows what was declared anew; shared by all memos of one generator run after run.</param>
/// <param name="read">Reads a node; null if it is none.</param>
/// <remarks>
/// One for each attribute, as the same node is another thing for each of them. It keeps no node alive, and of each that lives one model.
/// </remarks>
internal sealed class NodeMemo<T>(DeclarationHistory history, Func<GeneratorAttributeSyntaxContext, CancellationToken, T?> read)
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Slot> _slots = new();

    /// <summary>What a node is in a compilation.</summary>
    public T? Of(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        object stamp = history.StampOf(context.TargetNode.SyntaxTree, context.SemanticModel.Compilation, cancellation);
        Slot slot = _slots.GetValue(context.TargetNode, static _ => new Slot());
        if (slot.Last is { } last && ReferenceEquals(last.Stamp, stamp))
        {
            return last.Model;
        }

        T? model = read(context, cancellation);

        // Two runs at once, of two versions of the project, may write here in any order: each asks for its own stamp.
        slot.Last = new Reading(stamp, model);
        return model;
    }

    private sealed class Slot
    {
        private volatile Reading? _last;

        public Reading? Last
        {
            get => _last;
            set => _last = value;
        }
    }

    private sealed class Reading(object stamp, T? model)
    {
        public object Stamp => stamp;

        public T? Model => model;
    }
}
