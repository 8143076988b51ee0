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
                    || call.TargetMethod.IsOf("System.Threading", "LazyInitializer")
                    || call.TargetMethod.IsOf("System.Collections.Immutable", "ImmutableInterlocked");
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

    /// <summary>
    /// Whether a lock is held where an operation is: by the statement, by a call before it in the method, or, in a local function, wherever that is
    /// called.
    /// </summary>
    public static bool IsLocked(IOperation operation)
    {
        IOperation root = operation;
        for (IOperation? outer = operation.Parent; outer is not null; root = outer, outer = outer.Parent)
        {
            if (outer is ILockOperation || (outer is ILocalFunctionOperation function && IsCalledLocked(function)))
            {
                return true;
            }
        }

        foreach (IOperation before in root.DescendantsAndSelf())
        {
            if (before is IInvocationOperation { TargetMethod: { ContainingType: { } type, Name: not "Exit" and not "Release" } }
                && before.Syntax.SpanStart < operation.Syntax.SpanStart
                && IsLock(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a local function is called, and with a lock held each time.</summary>
    private static bool IsCalledLocked(ILocalFunctionOperation function)
    {
        bool isCalled = false;
        foreach (IOperation operation in function.Root().DescendantsAndSelf())
        {
            IMethodSymbol? used = operation switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMethodReferenceOperation named => named.Method,
                _ => null,
            };
            if (used.IsSame(function.Symbol) && !function.Syntax.Span.Contains(operation.Syntax.Span))
            {
                isCalled = true;
                if (operation is not IInvocationOperation || !IsLocked(operation))
                {
                    return false;
                }
            }
        }

        return isCalled;
    }

    /// <summary>Whether a type lets one in at a time: those of .NET, and what libraries call so.</summary>
    private static bool IsLock(INamedTypeSymbol type) => type.MetadataName switch
    {
        "Monitor" or "Lock" or "SemaphoreSlim" or "Semaphore" or "Mutex" or "ReaderWriterLock" or "ReaderWriterLockSlim" or "SpinLock" =>
            type.Is("System.Threading", type.MetadataName),
        var name => name is "AsyncLock" or "AsyncSemaphore" or "AsyncMonitor" or "AsyncReaderWriterLock",
    };

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
