using Microsoft.CodeAnalysis;

namespace ClickClack.Benchmarks.Compiler;

/// <summary>Looks for the attributes the real one looks for, and does nothing with them: what no generator for attributes can avoid.</summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    private static readonly string[] Attributes =
    [
        "OnChannel", "OnDm", "OnGroupDm", "OnThread", "OnMessage", "OnMention", "OnCommand", "OnError", "OnPattern", "OnReaction", "OnEvent", "Target",
    ];

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (string attribute in Attributes)
        {
            IncrementalValuesProvider<int> found = context.SyntaxProvider.ForAttributeWithMetadataName(
                $"ClickClack.{attribute}Attribute", static (_, _) => true, static (_, _) => 0);
            context.RegisterSourceOutput(found, static (_, _) => { });
        }
    }
}
