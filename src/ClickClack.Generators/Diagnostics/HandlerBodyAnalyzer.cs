using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// A rule about what is done while a message is handled: it looks into the methods that the framework calls, with the local functions
/// and lambdas in them, and nowhere else.
/// </summary>
public abstract class HandlerBodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (HandlerMethods.Of(start.Compilation) is { } handlers)
            {
                start.RegisterOperationBlockStartAction(block =>
                {
                    if (block.OwningSymbol is IMethodSymbol method && handlers.Contains(method, block.CancellationToken))
                    {
                        Begin(block, method);
                    }
                });
            }
        });
    }

    /// <summary>Begins to look into a method.</summary>
    /// <param name="block">Takes the actions for what is in it.</param>
    /// <param name="method">The method.</param>
    private protected abstract void Begin(OperationBlockStartAnalysisContext block, IMethodSymbol method);
}
