using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Finds a second <c>AddClickClack</c> of one application, after one that has certainly run.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecondEntryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SecondEntry];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!IsEntry(call))
        {
            return;
        }

        IOperation builder = Builder(call);
        if (builder is IInvocationOperation chained && IsEntry(chained))
        {
            Report(context, call, chained);
        }
        else if (builder.Variable() is { } variable && Earlier(call, variable) is { } earlier)
        {
            Report(context, call, earlier);
        }
    }

    private static bool IsEntry(IInvocationOperation call) => call is { TargetMethod: { Name: "AddClickClack", ContainingType.Name: "ClickClackBuilderExtensions" }, Arguments.Length: > 0 };

    private static IOperation Builder(IInvocationOperation call) => call.Arguments[0].Value.WithoutConversions();

    /// <summary>A call for the same application that comes before in the source and is a statement of a block around.</summary>
    private static IInvocationOperation? Earlier(IInvocationOperation call, ISymbol variable)
    {
        IInvocationOperation? earlier = null;
        foreach (IOperation operation in call.Root().DescendantsAndSelf())
        {
            if (operation.Syntax.SpanStart >= call.Syntax.SpanStart && operation != call)
            {
                continue;
            }

            if (operation is IAssignmentOperation assignment && assignment.Target.Variable().IsSame(variable))
            {
                // Another application from here on.
                return null;
            }

            if (operation is IInvocationOperation other && other != call && IsEntry(other) && Builder(other).Variable().IsSame(variable)
                && BlockOf(other) is { } block && IsWithin(call, block) && other.Function().IsSame(call.Function()))
            {
                earlier = other;
            }
        }

        return earlier;
    }

    /// <summary>The block that an operation is a statement of, however deep in it; null if something decides whether it runs.</summary>
    private static IBlockOperation? BlockOf(IOperation operation)
    {
        IOperation? outer = operation.Parent;
        while (outer is IExpressionStatementOperation or IInvocationOperation or IArgumentOperation or IConversionOperation or IAwaitOperation
            or IVariableInitializerOperation or IVariableDeclaratorOperation or IVariableDeclarationOperation or IVariableDeclarationGroupOperation)
        {
            outer = outer.Parent;
        }

        return outer as IBlockOperation;
    }

    private static bool IsWithin(IOperation operation, IBlockOperation block)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer == block)
            {
                return true;
            }
        }

        return false;
    }

    private static void Report(OperationAnalysisContext context, IInvocationOperation call, IInvocationOperation earlier) =>
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.SecondEntry, Name(call), [Name(earlier)], Name(earlier).InWords()));

    private static Location Name(IInvocationOperation call) => call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
        ? access.Name.GetLocation()
        : call.Syntax.GetLocation();
}
