using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Finds HTTP clients that are made anew for each message.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HttpClientAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NewHttpClient];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (HandlerMethods.Of(start.Compilation) is { } handlers)
            {
                start.RegisterOperationAction(operation => Analyze(operation, handlers), OperationKind.ObjectCreation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, HandlerMethods handlers)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type.Is("System.Net.Http", "HttpClient")
            && !SharesConnections(creation)
            && !IsKept(creation)
            && IsPerMessage(context.ContainingSymbol, handlers, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NewHttpClient, creation.Syntax.GetLocation()));
        }
    }

    /// <summary>Whether it is put where the next message finds it: in a static member, or in what makes its value once.</summary>
    private static bool IsKept(IOperation creation)
    {
        for (IOperation? outer = creation.Parent; outer is not (null or IBlockOperation { Parent: not IAnonymousFunctionOperation }); outer = outer.Parent)
        {
            switch (outer)
            {
                case IAssignmentOperation { Target: IMemberReferenceOperation { Member.IsStatic: true } }:
                case IInvocationOperation { TargetMethod: { Name: "GetOrAdd" or "GetOrCreate" or "GetOrCreateAsync" or "GetOrCreateValue" } }:
                case IInvocationOperation call when call.TargetMethod.IsOf("System.Threading", "LazyInitializer") || call.TargetMethod.IsOf("System.Threading", "Interlocked"):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is told to leave the connections, which are another's, open.</summary>
    private static bool SharesConnections(IObjectCreationOperation creation)
    {
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.Parameter?.Name == "disposeHandler" && argument.Value.IsConstant(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether code runs for each message: in a handler, or where the instance is made, which each message gets one of.</summary>
    private static bool IsPerMessage(ISymbol symbol, HandlerMethods handlers, CancellationToken cancellationToken) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => Handlers.HasRouteAttribute(constructor.ContainingType),
        IMethodSymbol method => handlers.Contains(method, cancellationToken),
        IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } => Handlers.HasRouteAttribute(symbol.ContainingType),
        _ => false,
    };
}
