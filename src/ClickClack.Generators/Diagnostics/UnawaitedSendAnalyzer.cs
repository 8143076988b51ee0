using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Finds sends that nobody awaits outside of handlers: in what these call, in services that run by themselves, and at start.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnawaitedSendAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnawaitedSend];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (HandlerMethods.Of(start.Compilation) is { } handlers)
            {
                start.RegisterOperationAction(operation => Analyze(operation, handlers), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, HandlerMethods handlers)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = context.ContainingSymbol as IMethodSymbol;
        if ((call.IsSend() || call.IsClientCall())
            && TaskTypes.IsTask(call.Type)
            && !(method is not null && handlers.Contains(method, context.CancellationToken))
            && TaskTypes.IsDropped(call, method))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnawaitedSend, call.Syntax.GetLocation(), call.TargetMethod.Name, "a restart loses it"));
        }
    }
}
