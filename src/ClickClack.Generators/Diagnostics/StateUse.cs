using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>What is done with a field or property.</summary>
internal enum StateUseKind
{
    /// <summary>It is read.</summary>
    Read,

    /// <summary>It gets another value.</summary>
    Write,

    /// <summary>It gets a value made of its own.</summary>
    Update,

    /// <summary>What it holds is changed in place.</summary>
    Change,
}

/// <summary>One use of a field or property.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Member">The field or property.</param>
/// <param name="User">The member in which it is done.</param>
/// <param name="Syntax">Where.</param>
/// <param name="At">Where in the order of the source: behind what is assigned, which is read first.</param>
/// <param name="IsGuarded">Whether it is kept apart from others at the same time.</param>
/// <param name="IsAsked">Whether what a change returns, which tells of the state before, is used.</param>
/// <param name="Loop">The loop, lambda or local function it is in, which may do it several times; or null.</param>
internal sealed record StateUse(
    StateUseKind Kind, ISymbol Member, ISymbol User, SyntaxNode Syntax, int At, bool IsGuarded, bool IsAsked, SyntaxNode? Loop)
{
    /// <summary>Whether it leaves something behind.</summary>
    public bool Changes => Kind != StateUseKind.Read;

    /// <summary>Reads a use.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="user">The member it is in.</param>
    public static StateUse Of(IMemberReferenceOperation reference, ISymbol user)
    {
        (StateUseKind kind, IOperation whole) = KindOf(reference);
        bool isAtomic = whole is IArgumentOperation || (kind == StateUseKind.Write && reference.Member is IFieldSymbol { IsVolatile: true });
        return new StateUse(
            kind,
            reference.Member.OriginalDefinition,
            user,
            reference.Syntax,
            kind == StateUseKind.Read ? reference.Syntax.SpanStart : whole.Syntax.Span.End,
            isAtomic || IsLocked(reference),
            whole is IInvocationOperation && whole.Parent is not IExpressionStatementOperation,
            LoopAround(reference));
    }

    private static (StateUseKind Kind, IOperation Whole) KindOf(IOperation reference)
    {
        switch (reference.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                return (StateUseKind.Write, assignment);

            case ICompoundAssignmentOperation or ICoalesceAssignmentOperation when ((IAssignmentOperation)reference.Parent).Target == reference:
                return (StateUseKind.Update, reference.Parent);

            case IIncrementOrDecrementOperation count:
                return (StateUseKind.Update, count);

            case ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple when deconstruction.Target == tuple:
                return (StateUseKind.Write, deconstruction);

            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Parent: IInvocationOperation call } argument:
                bool isAtomic = call.TargetMethod.IsOf("System.Threading", "Interlocked")
                    || call.TargetMethod.IsOf("System.Threading", "Volatile")
                    || call.TargetMethod.IsOf("System.Threading", "LazyInitializer");
                return (argument.Parameter.RefKind == RefKind.Out ? StateUseKind.Write
                    : call.TargetMethod.Name == "Read" && isAtomic ? StateUseKind.Read
                    : StateUseKind.Update,
                    isAtomic ? argument : call);

            case IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } access
                when access.Operation == reference && IsChange(call, reference):
                return (StateUseKind.Change, access);

            case IInvocationOperation call when call.Instance == reference && IsChange(call, reference):
                return (StateUseKind.Change, call);

            case IPropertyReferenceOperation { Property.IsIndexer: true } item
                when item.Instance == reference && reference.Type is { } type && StateTypes.IsMutable(type):
                return IsTarget(item) ? (StateUseKind.Change, item.Parent!) : (StateUseKind.Read, item);

            case IArrayElementReferenceOperation item when item.ArrayReference == reference:
                return IsTarget(item) ? (StateUseKind.Change, item.Parent!) : (StateUseKind.Read, item);

            default:
                return (StateUseKind.Read, reference);
        }
    }

    private static bool IsChange(IInvocationOperation call, IOperation reference) =>
        reference.Type is { } type && StateTypes.IsMutable(type) && StateTypes.IsChange(call.TargetMethod.Name);

    private static bool IsTarget(IOperation item) => item.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == item,
        IIncrementOrDecrementOperation => true,
        _ => false,
    };

    /// <summary>Whether a lock is held: by the statement, or by a call before it in the method.</summary>
    private static bool IsLocked(IOperation reference)
    {
        IOperation root = reference;
        for (IOperation? outer = reference.Parent; outer is not null; root = outer, outer = outer.Parent)
        {
            if (outer is ILockOperation)
            {
                return true;
            }
        }

        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod: { ContainingType: { } type, Name: not "Exit" and not "Release" } }
                && operation.Syntax.SpanStart < reference.Syntax.SpanStart
                && type.MetadataName is "Monitor" or "Lock" or "SemaphoreSlim" or "Mutex" or "ReaderWriterLockSlim" or "SpinLock"
                && type.Is("System.Threading", type.MetadataName))
            {
                return true;
            }
        }

        return false;
    }

    private static SyntaxNode? LoopAround(IOperation reference)
    {
        SyntaxNode? loop = null;
        for (IOperation? outer = reference.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                loop = outer.Syntax;
            }
        }

        return loop;
    }
}
