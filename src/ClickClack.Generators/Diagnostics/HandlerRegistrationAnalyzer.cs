using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Finds handlers that are registered as singletons: emitted code makes its own instances, and never asks for these.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerRegistrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SingletonHandler];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (HandlerMethods.Of(start.Compilation) is { } handlers)
            {
                var scoped = new ScopedServices(start.Compilation);
                start.RegisterOperationAction(operation => Analyze(operation, handlers, scoped), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, HandlerMethods handlers, ScopedServices scoped)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton" or "TryAddKeyedSingleton"
            && ScopedServices.IsRegistration(call.TargetMethod)
            && Registered(call) is { } type
            && HasInstanceHandler(type, handlers, context.CancellationToken))
        {
            INamedTypeSymbol? held = ScopedParameter(type, scoped, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.SingletonHandler,
                NameOf(call.Syntax),
                type.Name,
                held is null
                    ? ""
                    : $"; it would also hold on to '{held.Name}', which is scoped, so in the development environment the host does not start"));
        }
    }

    /// <summary>The type that is registered as itself, or null. As something else it is a service beside being a handler.</summary>
    private static INamedTypeSymbol? Registered(IInvocationOperation call)
    {
        ITypeSymbol? service = null;
        ITypeSymbol? implementation = null;
        if (call.TargetMethod.TypeArguments is { Length: > 0 } types)
        {
            service = types[0];
            implementation = types.Length > 1 ? types[1] : null;
        }
        else
        {
            foreach (IArgumentOperation argument in call.Arguments)
            {
                if (argument.Value.WithoutConversions() is ITypeOfOperation type)
                {
                    implementation = service is null ? null : type.TypeOperand;
                    service ??= type.TypeOperand;
                }
            }
        }

        return service is INamedTypeSymbol named && (implementation is null || implementation.IsSame(service)) ? named : null;
    }

    private static bool HasInstanceHandler(INamedTypeSymbol type, HandlerMethods handlers, CancellationToken cancellationToken)
    {
        if (!Handlers.HasRouteAttribute(type))
        {
            return false;
        }

        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (ISymbol member in declaring.GetMembers())
            {
                if (member is IMethodSymbol { IsStatic: false } method && handlers.Contains(method, cancellationToken))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static INamedTypeSymbol? ScopedParameter(INamedTypeSymbol type, ScopedServices scoped, CancellationToken cancellationToken)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            foreach (IParameterSymbol parameter in constructor.Parameters)
            {
                if (parameter.Type is INamedTypeSymbol service && scoped.Contains(service, cancellationToken))
                {
                    return service;
                }
            }
        }

        return null;
    }

    private static Location NameOf(SyntaxNode call) => call is InvocationExpressionSyntax invocation
        ? invocation.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.GetLocation(),
            MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
            _ => invocation.Expression.GetLocation(),
        }
        : call.GetLocation();
}
