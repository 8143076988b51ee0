using ClickClack.Targets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>Properties that are targets, parsed while compiling.</summary>
internal static partial class Targets
{
    /// <summary>The attribute.</summary>
    public const string MetadataName = "ClickClack.TargetAttribute";

    /// <summary>A type as each of its partial declarations has to name it.</summary>
    private static readonly SymbolDisplayFormat DeclarationFormat =
        SymbolDisplayFormat.MinimallyQualifiedFormat.AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeVariance);

    /// <summary>Reads the type of a property, once: at the first such property the type has.</summary>
    public static TargetHolder? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        INamedTypeSymbol type = context.TargetSymbol.ContainingType;
        List<IPropertySymbol> properties = PartialProperties(type);
        if (properties.Count == 0
            || !type.IsNamed()
            || !ProjectFacts.Reads(context.SemanticModel.Compilation)
            || !SymbolEqualityComparer.Default.Equals(properties[0], context.TargetSymbol)
            || PartialDeclarations(type) is not { } declarations)
        {
            return null;
        }

        var models = new List<TargetProperty>();
        foreach (IPropertySymbol property in properties)
        {
            cancellationToken.ThrowIfCancellationRequested();
            models.Add(ParseProperty(property));
        }

        return new TargetHolder(
            HintNames.Of(type) + ".Targets.g.cs",
            NamespaceOf(type),
            declarations.ToEquatableArray(),
            models.ToEquatableArray());
    }

    /// <summary>The attribute on a property, or null.</summary>
    public static AttributeData? AttributeOn(IPropertySymbol property) => property.Attribute("ClickClack", "TargetAttribute");

    /// <summary>Whether the property is declared as it must be.</summary>
    public static bool IsWellFormed(IPropertySymbol property) =>
        property is { IsStatic: true, IsPartialDefinition: true, SetMethod: null, RefKind: RefKind.None }
        && property.Type.Is("ClickClack", "Target");

    private static string NamespaceOf(INamedTypeSymbol type)
    {
        const string Global = "global::";
        return type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Substring(Global.Length);
    }

    private static List<IPropertySymbol> PartialProperties(INamedTypeSymbol type)
    {
        var properties = new List<IPropertySymbol>();
        foreach (ISymbol member in type.GetMembers())
        {
            // One that its author implements is none of ours; one without accessors is still typed.
            if (member is IPropertySymbol { IsPartialDefinition: true, PartialImplementationPart: null } property
                && (property.GetMethod is not null || property.SetMethod is not null)
                && AttributeOn(property) is not null)
            {
                properties.Add(property);
            }
        }

        return properties;
    }

    /// <summary>The declarations around the property, or null if one is not partial: the compiler says so already.</summary>
    private static List<string>? PartialDeclarations(INamedTypeSymbol type)
    {
        var declarations = new List<string>();
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaringSyntaxReferences[0].GetSyntax() is not TypeDeclarationSyntax syntax
                || syntax.Modifiers.IndexOf(SyntaxKind.PartialKeyword) < 0)
            {
                return null;
            }

            string keyword = syntax is RecordDeclarationSyntax { ClassOrStructKeyword: { ValueText.Length: > 0 } kind }
                ? $"record {kind.ValueText}"
                : syntax.Keyword.ValueText;
            declarations.Insert(0, $"partial {keyword} {outer.ToDisplayString(DeclarationFormat)}");
        }

        return declarations;
    }

    private static TargetProperty ParseProperty(IPropertySymbol property)
    {
        string? problem = TargetGrammar.Read(AttributeOn(property)?.OnlyText(), out TargetKind kind, out string value, out _);
        bool right = problem is null && IsWellFormed(property);
        var syntax = (PropertyDeclarationSyntax)property.DeclaringSyntaxReferences[0].GetSyntax();
        var accessors = new List<string>();
        foreach (AccessorDeclarationSyntax accessor in syntax.AccessorList?.Accessors ?? default)
        {
            accessors.Add($"{accessor.Modifiers} {accessor.Keyword.ValueText}".TrimStart());
        }

        return new TargetProperty(
            $"{syntax.Modifiers} {(property.RefKind == RefKind.None ? "" : "ref ")}{property.Type.SourceName()} {property.Name.Escaped()}",
            accessors.ToEquatableArray(),
            property.Name,
            right ? Construct(kind, Literals.Of(value)) : null,
            right ? null : problem ?? $"'{property.Name}' is not 'static partial Target' with a getter only");
    }

    private static string Construct(TargetKind kind, string value) => kind switch
    {
        TargetKind.ChannelName => $"new global::ClickClack.Target.ChannelByName({value})",
        TargetKind.ChannelId => $"new global::ClickClack.Target.Channel(new global::ClickClack.ChannelId({value}))",
        TargetKind.DmUser => $"new global::ClickClack.Target.User(new global::ClickClack.UserId({value}))",
        TargetKind.DmHandle => $"new global::ClickClack.Target.UserByHandle({value})",
        TargetKind.DmConversation => $"new global::ClickClack.Target.Conversation(new global::ClickClack.DirectConversationId({value}))",
        TargetKind.Thread => $"new global::ClickClack.Target.Thread(new global::ClickClack.MessageId({value}))",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
