using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>
/// Turns attributed classes into routes. One model and one file for each type with handlers, one table of all routes, one entry point.
/// It reports nothing: the analyzers do, from the same parsers.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ClickClackGenerator : IIncrementalGenerator
{
    /// <summary>Told of each attributed node that is read, not of those whose model of before is still right; null for nobody.</summary>
    internal Action<SyntaxNode>? Reading { get; init; }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Each driver that is made calls this once: what is remembered belongs to it and its project, and goes with it.
        var history = new DeclarationHistory();
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        IncrementalValueProvider<Project> project = context.CompilationProvider
            .Select(ProjectFacts.Parse)
            .WithTrackingName(StepNames.Project);
        IncrementalValueProvider<EquatableArray<RouteKey>> table = Table(context, history);

        context.RegisterSourceOutput(table.Combine(project), static (output, input) =>
        {
            if (input.Left.Count > 0)
            {
                output.AddSource(Routes.HintName, Routes.Emit(input.Right.Namespace, input.Left));
            }
        });

        IncrementalValueProvider<bool> hasRoutes = table.Select(static (keys, _) => keys.Count > 0);
        context.RegisterSourceOutput(project.Combine(hasRoutes), static (output, input) =>
        {
            if (input.Left.UsesFramework)
            {
                output.AddSource(EntryPoint.HintName, EntryPoint.Emit(input.Left, input.Right));
            }
        });

        IncrementalValuesProvider<TargetHolder> targets = context.SyntaxProvider
            .ForAttributeWithMetadataName(Targets.MetadataName, static (_, _) => true, Memo(history, Targets.Parse))
            .Where(static holder => holder is not null)
            .Select(static (holder, _) => holder!)
            .WithTrackingName(StepNames.Targets);
        context.RegisterSourceOutput(targets, static (output, holder) => output.AddSource(holder.HintName, Targets.Emit(holder)));
    }

    /// <summary>Registers the file of each handler type, and gathers what the table needs of them.</summary>
    private IncrementalValueProvider<EquatableArray<RouteKey>> Table(
        IncrementalGeneratorInitializationContext context, DeclarationHistory history)
    {
        IncrementalValueProvider<EquatableArray<RouteGroup>>? table = null;
        foreach (string attribute in RouteAttribute.MetadataNames)
        {
            IncrementalValuesProvider<HandlerType> types = context.SyntaxProvider
                .ForAttributeWithMetadataName(attribute, static (_, _) => true, Memo(history, Handlers.Parse))
                .Where(static type => type is not null)
                .Select(static (type, _) => type!)
                .WithTrackingName(StepNames.Handlers);
            context.RegisterSourceOutput(
                types.Select(static (type, _) => type with { Order = null }),
                static (output, type) => output.AddSource(type.HintName, Handlers.Emit(type)));

            IncrementalValueProvider<EquatableArray<RouteGroup>> groups = types
                .Select(static (type, _) => RouteGroup.Of(type))
                .WithTrackingName(StepNames.Groups)
                .Collect()
                .Select(static (groups, _) => new EquatableArray<RouteGroup>(groups));
            table = table is null
                ? groups
                : table.Value.Combine(groups).Select(static (both, _) => both.Left.Concat(both.Right));
        }

        return table!.Value.Select(static (groups, _) => RouteGroup.Merge(groups)).WithTrackingName(StepNames.Table);
    }

    private Func<GeneratorAttributeSyntaxContext, CancellationToken, T?> Memo<T>(
        DeclarationHistory history, Func<GeneratorAttributeSyntaxContext, CancellationToken, T?> read)
        where T : class
    {
        Action<SyntaxNode>? reading = Reading;
        return new NodeMemo<T>(history, (node, cancellationToken) =>
        {
            reading?.Invoke(node.TargetNode);
            return read(node, cancellationToken);
        }).Of;
    }
}
