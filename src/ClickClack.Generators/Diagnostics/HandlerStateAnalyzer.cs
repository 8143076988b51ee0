using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>
/// Finds state that handlers keep where it does not belong: in static members, which handlers of several conversations change at the same
/// time, and in instances, of which each message gets one of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerStateAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.SharedState, DiagnosticDescriptors.LostState];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (HandlerMethods.Of(start.Compilation) is { } handlers)
            {
                start.RegisterSymbolStartAction(symbol => Begin(symbol, handlers), SymbolKind.NamedType);
            }
        });
    }

    private static void Begin(SymbolStartAnalysisContext context, HandlerMethods handlers)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!Handlers.HasRouteAttribute(type) || !HasState(type))
        {
            return;
        }

        var uses = new StateUses();
        context.RegisterOperationAction(
            operation =>
            {
                var reference = (IMemberReferenceOperation)operation.Operation;
                if (reference.Member.ContainingType.IsSame(type))
                {
                    uses.Add(StateUse.Of(reference, operation.ContainingSymbol));
                }
            },
            OperationKind.FieldReference,
            OperationKind.PropertyReference);
        context.RegisterOperationAction(
            operation =>
            {
                IMethodSymbol called = operation.Operation is IInvocationOperation call
                    ? call.TargetMethod
                    : ((IMethodReferenceOperation)operation.Operation).Method;
                if (called is { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary } && called.ContainingType.IsSame(type))
                {
                    uses.AddCall(called, operation.Operation is IInvocationOperation && StateUse.IsLocked(operation.Operation));
                }
            },
            OperationKind.Invocation,
            OperationKind.MethodReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (ISymbol member in type.GetMembers())
            {
                end.CancellationToken.ThrowIfCancellationRequested();
                if (!IsState(member))
                {
                    continue;
                }

                if (member.IsStatic)
                {
                    if (SharedState.Remedy(member, uses.Of(member), uses.IsCalledLocked) is { } remedy)
                    {
                        end.ReportDiagnostic(
                            Diagnostic.Create(DiagnosticDescriptors.SharedState, member.Identifier(), member.Name, remedy));
                    }
                }
                else
                {
                    bool IsHandler(ISymbol user) => user is IMethodSymbol method && handlers.Contains(method, end.CancellationToken);
                    foreach (StateUse lost in LostState.Find(member, uses.Of(member), IsHandler))
                    {
                        end.ReportDiagnostic(
                            Diagnostic.Create(DiagnosticDescriptors.LostState, lost.Syntax.GetLocation(), member.Name, type.Name));
                    }
                }
            }
        });
    }

    /// <summary>Whether each thread has a value of its own.</summary>
    private static bool IsPerThread(ISymbol member) => member.Attribute("System", "ThreadStaticAttribute") is not null;

    /// <summary>Whether a member holds a value: a property that is written out shows, or guards, a field.</summary>
    private static bool IsState(ISymbol member)
    {
        if (member is IPropertySymbol property)
        {
            foreach (ISymbol other in property.ContainingType.GetMembers())
            {
                if (other is IFieldSymbol { AssociatedSymbol: { } of } && of.IsSame(property))
                {
                    return !IsPerThread(other);
                }
            }

            return false;
        }

        return member is IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } && !IsPerThread(member);
    }

    /// <summary>Whether there is anything to look at: most handlers have no state.</summary>
    private static bool HasState(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsConst: false } field
                && (!field.IsReadOnly || StateTypes.IsMutable(field.Type)))
            {
                return true;
            }
        }

        return false;
    }
}
