using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The attributes that make a route or narrow one.</summary>
internal enum RouteAttributeKind
{
    /// <summary><c>[OnChannel]</c>.</summary>
    Channel,

    /// <summary><c>[OnDm]</c>.</summary>
    Dm,

    /// <summary><c>[OnGroupDm]</c>.</summary>
    GroupDm,

    /// <summary><c>[OnThread]</c>.</summary>
    Thread,

    /// <summary><c>[OnMessage]</c>.</summary>
    Message,

    /// <summary><c>[OnMention]</c>.</summary>
    Mention,

    /// <summary><c>[OnCommand]</c>.</summary>
    Command,

    /// <summary><c>[OnError]</c>.</summary>
    Error,

    /// <summary><c>[OnPattern]</c>.</summary>
    Pattern,

    /// <summary><c>[OnReaction]</c>.</summary>
    Reaction,

    /// <summary><c>[OnEvent]</c>.</summary>
    Event,
}

/// <summary>A route attribute in the source.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Data">The attribute.</param>
internal readonly record struct RouteAttribute(RouteAttributeKind Kind, AttributeData Data)
{
    /// <summary>The metadata names, by <see cref="RouteAttributeKind"/>.</summary>
    public static readonly string[] MetadataNames =
    [
        "ClickClack.OnChannelAttribute",
        "ClickClack.OnDmAttribute",
        "ClickClack.OnGroupDmAttribute",
        "ClickClack.OnThreadAttribute",
        "ClickClack.OnMessageAttribute",
        "ClickClack.OnMentionAttribute",
        "ClickClack.OnCommandAttribute",
        "ClickClack.OnErrorAttribute",
        "ClickClack.OnPatternAttribute",
        "ClickClack.OnReactionAttribute",
        "ClickClack.OnEventAttribute",
    ];

    /// <summary>Whether it names a place, which a cause beside it narrows to.</summary>
    public bool IsPlace => Kind <= RouteAttributeKind.Thread;

    /// <summary>Its first argument, empty if that is null; null if there is none or it is no text, which the compiler reports.</summary>
    public string? Argument =>
        Data.ConstructorArguments.Length > 0 && Data.ConstructorArguments[0] is { Kind: TypedConstantKind.Primitive } first ? Text(first) : null;

    /// <summary>The texts after its first argument.</summary>
    public List<string> MoreTexts
    {
        get
        {
            var texts = new List<string>();
            if (Data.ConstructorArguments.Length == 2 && Data.ConstructorArguments[1] is { Kind: TypedConstantKind.Array, IsNull: false } array)
            {
                foreach (TypedConstant value in array.Values)
                {
                    texts.Add(Text(value) ?? "");
                }
            }

            return texts;
        }
    }

    /// <summary>What it says of itself, on one line; null if it says nothing.</summary>
    public string? Description
    {
        get
        {
            foreach (KeyValuePair<string, TypedConstant> argument in Data.NamedArguments)
            {
                if (argument.Key == "Description" && argument.Value.Value is string text)
                {
                    return Documentation.Line(text);
                }
            }

            return null;
        }
    }

    /// <summary>The route attributes of a type or method, in source order.</summary>
    public static List<RouteAttribute> On(ISymbol symbol)
    {
        var found = new List<RouteAttribute>();
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (KindOf(attribute) is { } kind)
            {
                found.Add(new RouteAttribute(kind, attribute));
            }
        }

        return found;
    }

    private static string? Text(TypedConstant value) => value.IsNull ? "" : value.Value as string;

    private static RouteAttributeKind? KindOf(AttributeData attribute)
    {
        RouteAttributeKind? kind = attribute.AttributeClass?.Name switch
        {
            "OnChannelAttribute" => RouteAttributeKind.Channel,
            "OnDmAttribute" => RouteAttributeKind.Dm,
            "OnGroupDmAttribute" => RouteAttributeKind.GroupDm,
            "OnThreadAttribute" => RouteAttributeKind.Thread,
            "OnMessageAttribute" => RouteAttributeKind.Message,
            "OnMentionAttribute" => RouteAttributeKind.Mention,
            "OnCommandAttribute" => RouteAttributeKind.Command,
            "OnErrorAttribute" => RouteAttributeKind.Error,
            "OnPatternAttribute" => RouteAttributeKind.Pattern,
            "OnReactionAttribute" => RouteAttributeKind.Reaction,
            "OnEventAttribute" => RouteAttributeKind.Event,
            _ => null,
        };

        // The name first: most attributes are others, and comparing namespaces costs more.
        return kind is not null && attribute.AttributeClass.Is("ClickClack", attribute.AttributeClass!.Name) ? kind : null;
    }
}
