using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Calls that hold their thread until something happens elsewhere, tasks apart.</summary>
internal static class BlockingCalls
{
    private const string Signal = "await a SemaphoreSlim or a TaskCompletionSource";
    private const string Terminal = "take it as an argument of a command, or from the configuration,";

    /// <summary>What to do in place of a call; null if it does not block.</summary>
    public static string? RemedyOf(IInvocationOperation call) =>
        Find(call) is { } remedy && !OnlyAsks(call) && !HasExited(call) ? remedy : null;

    private static string? Find(IInvocationOperation call)
    {
        // The name first: most calls are others, and comparing namespaces costs more.
        IMethodSymbol method = call.TargetMethod;
        return method.Name switch
        {
            "Wait" when method.IsOf("System.Threading", "SemaphoreSlim") => "await WaitAsync",
            "Wait" when method.IsOf("System.Threading", "ManualResetEventSlim") || method.IsOf("System.Threading", "CountdownEvent") => Signal,
            "WaitOne" or "WaitAny" or "WaitAll" or "SignalAndWait" when method.IsOf("System.Threading", "WaitHandle") => Signal,
            "SignalAndWait" when method.IsOf("System.Threading", "Barrier") => Signal,
            "Join" when method.IsOf("System.Threading", "Thread") => "await the work",
            "WaitForExit" when method.IsOf("System.Diagnostics", "Process") => "await WaitForExitAsync",
            "ReadLine" or "Read" or "ReadKey" when method.IsOf("System", "Console") => Terminal,
            "ReadLine" or "Read" or "ReadToEnd" or "ReadBlock" when call.Instance is IPropertyReferenceOperation { Property.Name: "In" } input
                && input.Property.ContainingType.Is("System", "Console") => Terminal,
            _ => null,
        };
    }

    /// <summary>Whether it waits for no time at all.</summary>
    private static bool OnlyAsks(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "millisecondsTimeout" or "milliseconds" or "timeout" }
                && (argument.Value.IsConstant(0) || argument.Value.WithoutConversions() is IFieldReferenceOperation { Field.Name: "Zero" }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a process was awaited before: what it printed last is read by a wait that follows.</summary>
    private static bool HasExited(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "WaitForExit")
        {
            return false;
        }

        foreach (IOperation before in call.Root().DescendantsAndSelf())
        {
            if (before is IInvocationOperation { TargetMethod.Name: "WaitForExitAsync" } && before.Syntax.SpanStart < call.Syntax.SpanStart)
            {
                return true;
            }
        }

        return false;
    }
}
