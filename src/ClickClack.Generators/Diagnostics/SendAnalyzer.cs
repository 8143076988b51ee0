using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Finds sends that a handler which runs again would not recognize as sent (delivery rule 2).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SendAnalyzer : HandlerBodyAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.SendInCatch, DiagnosticDescriptors.SendNeedsKey, DiagnosticDescriptors.ObserverSendNeedsKey];

    private protected override void Begin(OperationBlockStartAnalysisContext block, IMethodSymbol method)
    {
        // An error handler runs once, so there is no other run to tell its sends from.
        if (Errors.IsHandler(method))
        {
            return;
        }

        bool isObserver = Events.IsObserver(method);
        INamedTypeSymbol? unavailable = block.Compilation.GetTypeByMetadataName("ClickClack.Client.UnavailableException");
        block.RegisterOperationAction(operation => Analyze(operation, method, isObserver, unavailable), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, IMethodSymbol method, bool isObserver, INamedTypeSymbol? unavailable)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!call.IsSend())
        {
            return;
        }

        bool hasKey = call.HasKey();
        if (isObserver && !hasKey && !IsSubscribed(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ObserverSendNeedsKey, call.Syntax.GetLocation(), method.Name));
        }
        else if (unavailable is not null && IsAgain(call, unavailable))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.SendInCatch, call.Syntax.GetLocation()));
        }
        else if (!hasKey && Repetition.Of(call) is { } repetition)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.SendNeedsKey, call.Syntax.GetLocation(), repetition));
        }
    }

    /// <summary>Whether it is in what listens to an event of .NET, and so is called by others than the observer.</summary>
    private static bool IsSubscribed(IOperation send)
    {
        for (IOperation? outer = send.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation lambda && lambda.Taker() is IEventAssignmentOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a send stands in for one that failed, of which nobody knows whether it is visible.</summary>
    private static bool IsAgain(IInvocationOperation send, ITypeSymbol unavailable)
    {
        for (IOperation? outer = send.Parent;
            outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation);
            outer = outer.Parent)
        {
            if (outer is ICatchClauseOperation clause
                && clause.Parent is ITryOperation attempt
                && clause.Takes(unavailable, static _ => null) == true
                && IsAgain(send, attempt))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAgain(IInvocationOperation send, ITryOperation attempt)
    {
        bool isAlone = true;
        IInvocationOperation? first = null;
        IInvocationOperation? same = null;
        foreach (IOperation operation in attempt.Body.WithinFunction())
        {
            if (operation is IInvocationOperation call)
            {
                if (call.IsSend())
                {
                    first ??= call;
                    same ??= IsSame(call.Given("reply"), send.Given("reply")) ? call : null;
                }
                else if (!IsPartOfSend(call, attempt.Body))
                {
                    // It may be this one that fails, and nothing was sent.
                    isAlone = false;
                }
            }
        }

        return (same ?? (isAlone ? first : null)) is { } sent
            && !(sent.HasKey() && IsSame(sent.Given("idempotencyKey"), send.Given("idempotencyKey")));
    }

    private static bool IsPartOfSend(IInvocationOperation call, IOperation root)
    {
        if (call.TargetMethod.Name == "ConfigureAwait")
        {
            return true;
        }

        for (IOperation? outer = call.Parent; outer is not null && outer != root; outer = outer.Parent)
        {
            if (outer is IInvocationOperation send && send.IsSend())
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(IOperation? one, IOperation? other) =>
        one is not null && other is not null && SyntaxFactory.AreEquivalent(one.Syntax, other.Syntax);
}
