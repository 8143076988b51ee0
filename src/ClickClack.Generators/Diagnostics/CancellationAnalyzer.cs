using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Finds handlers that take no token while they wait for calls that would.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NoCancellation];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (HandlerMethods.Of(start.Compilation) is { } handlers)
            {
                start.RegisterOperationBlockAction(block => Analyze(block, handlers));
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, HandlerMethods handlers)
    {
        if (context.OwningSymbol is not IMethodSymbol { IsAsync: true } method
            || !handlers.Contains(method, context.CancellationToken)
            || TokenParameter(method) is not null
            || method.IsBound())
        {
            return;
        }

        var calls = new List<Location>();
        var tokens = new List<string>();
        foreach (IOperation block in context.OperationBlocks)
        {
            Collect(block, method, context.Compilation, calls, tokens);
        }

        if (calls.Count > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.NoCancellation,
                method.Identifier(),
                calls,
                FixData.Of(FixData.Tokens, string.Join(",", tokens)),
                method.Name));
        }
    }

    /// <summary>Collects the calls that are waited for, could take a token, and are given none.</summary>
    private static void Collect(IOperation operation, IMethodSymbol method, Compilation compilation, List<Location> calls, List<string> tokens)
    {
        // What a local function or a lambda waits for is the business of who calls it.
        if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
        {
            return;
        }

        IOperation? awaited = operation switch
        {
            IAwaitOperation one => one.Operation,
            IForEachLoopOperation { IsAsynchronous: true } loop => loop.Collection,
            _ => null,
        };
        if (Call(awaited) is { Syntax: InvocationExpressionSyntax syntax } call && TokenFor(call, syntax, method, compilation) is { } token)
        {
            calls.Add(syntax.GetLocation());
            tokens.Add(token);
        }

        foreach (IOperation child in operation.ChildOperations)
        {
            Collect(child, method, compilation, calls, tokens);
        }
    }

    private static IInvocationOperation? Call(IOperation? operation) => operation switch
    {
        IConversionOperation conversion => Call(conversion.Operand),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured =>
            Call(configured.Instance ?? (configured.Arguments.Length > 0 ? configured.Arguments[0].Value : null)),
        IInvocationOperation call => call,
        _ => null,
    };

    /// <summary>How a call is given a token: the name of the parameter, or empty if it follows the arguments there are. Null if it cannot.</summary>
    private static string? TokenFor(IInvocationOperation call, InvocationExpressionSyntax syntax, IMethodSymbol method, Compilation compilation)
    {
        bool isReduced = false;
        bool isComplete = true;
        IParameterSymbol? optional = null;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            isReduced |= argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Ordinal: 0, Syntax: not ArgumentSyntax };
            isComplete &= argument.ArgumentKind == ArgumentKind.Explicit;
            if (argument.Parameter is { } parameter && IsToken(parameter))
            {
                if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                {
                    return null;
                }

                optional ??= parameter;
            }
        }

        IMethodSymbol called = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (optional is null && isComplete && TokenParameter(called) is null && Overload(called, method, compilation) is { } overload)
        {
            optional = TokenParameter(overload);
        }

        if (optional is null)
        {
            return null;
        }

        bool isNext = optional.Ordinal - (isReduced ? 1 : 0) == syntax.ArgumentList.Arguments.Count;
        foreach (ArgumentSyntax argument in syntax.ArgumentList.Arguments)
        {
            isNext &= argument.NameColon is null;
        }

        return isNext ? "" : optional.Name;
    }

    /// <summary>The method of the same name that takes a token besides, or null.</summary>
    private static IMethodSymbol? Overload(IMethodSymbol called, IMethodSymbol method, Compilation compilation)
    {
        foreach (ISymbol member in called.ContainingType?.GetMembers(called.Name) ?? [])
        {
            if (member is IMethodSymbol other
                && other.IsStatic == called.IsStatic
                && other.Arity == called.Arity
                && other.Parameters.Length == called.Parameters.Length + 1
                && IsToken(other.Parameters[called.Parameters.Length])
                && IsSame(other.ReturnType, called.ReturnType)
                && AreSame(other, called)
                && compilation.IsSymbolAccessibleWithin(other, method.ContainingType))
            {
                return other;
            }
        }

        return null;
    }

    private static bool AreSame(IMethodSymbol longer, IMethodSymbol shorter)
    {
        for (int i = 0; i < shorter.Parameters.Length; i++)
        {
            if (longer.Parameters[i].RefKind != shorter.Parameters[i].RefKind || !IsSame(longer.Parameters[i].Type, shorter.Parameters[i].Type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two types are the same where each belongs to a method of its own, with type parameters of its own.</summary>
    private static bool IsSame(ITypeSymbol one, ITypeSymbol other)
    {
        if ((one, other) is (ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } first, ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } second))
        {
            return first.Ordinal == second.Ordinal;
        }

        if ((one, other) is (INamedTypeSymbol { TypeArguments.Length: > 0 } generic, INamedTypeSymbol { TypeArguments.Length: > 0 } another))
        {
            bool same = SymbolEqualityComparer.Default.Equals(generic.OriginalDefinition, another.OriginalDefinition);
            for (int i = 0; same && i < generic.TypeArguments.Length; i++)
            {
                same = IsSame(generic.TypeArguments[i], another.TypeArguments[i]);
            }

            return same;
        }

        return SymbolEqualityComparer.Default.Equals(one, other);
    }

    private static IParameterSymbol? TokenParameter(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (IsToken(parameter))
            {
                return parameter;
            }
        }

        return null;
    }

    private static bool IsToken(IParameterSymbol parameter) => parameter.Type.Is("System.Threading", "CancellationToken");
}
