using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>
/// What documentation comments say, as one line for a reply. A build without <c>/doc</c> parses no such comments and an editor does:
/// they are parsed here, so that both give the same.
/// </summary>
internal static class Documentation
{
    private const int MaxLength = 200;

    private static readonly CSharpParseOptions Parsed = new(documentationMode: DocumentationMode.Parse);

    /// <summary>The elements of a comment, in its order.</summary>
    private static readonly Memo<List<(string Element, string? Name, string? Text)>> Parts = new(Parse);

    /// <summary>What the method says about a parameter, without the full stop, or null.</summary>
    public static string? OfParameter(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method ? Find(method, "param", parameter.Name) : null;

    /// <summary>What the method says it does, or null.</summary>
    public static string? OfSummary(IMethodSymbol method) => Find(method, "summary", name: null) is { } text
        ? char.ToUpperInvariant(text[0]) + text.Substring(1)
        : null;

    /// <summary>A text that an attribute gives, on one line and bounded; null if it is blank.</summary>
    public static string? Line(string text)
    {
        var line = new StringBuilder();
        Append(line, text);
        return Bounded(line.ToString().Trim());
    }

    /// <summary>Whether trivia before a declaration are a comment that documents it. Without /doc it is a comment like any other.</summary>
    public static bool IsPart(SyntaxTrivia trivia, out string text)
    {
        text = trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            ? trivia.ToFullString().TrimStart()
            : "";
        return text.StartsWith("///", StringComparison.Ordinal) || text.StartsWith("/**", StringComparison.Ordinal);
    }

    private static string? Find(IMethodSymbol method, string element, string? name)
    {
        foreach (IMethodSymbol? part in (IMethodSymbol?[])[method, method.PartialImplementationPart, method.PartialDefinitionPart])
        {
            foreach (SyntaxReference reference in part?.DeclaringSyntaxReferences ?? [])
            {
                if (Find(reference.GetSyntax(), element, name) is { } text)
                {
                    return text;
                }
            }
        }

        return null;
    }

    private static string? Find(SyntaxNode declaration, string element, string? name)
    {
        string comment = Comment(declaration);
        if (comment.IndexOf("<" + element, StringComparison.Ordinal) < 0)
        {
            return null;
        }

        foreach ((string Element, string? Name, string? Text) part in Parts.Of(comment))
        {
            if (part.Element == element && part.Name == name)
            {
                return part.Text;
            }
        }

        return null;
    }

    private static List<(string Element, string? Name, string? Text)> Parse(string comment)
    {
        var parts = new List<(string, string?, string?)>();
        foreach (SyntaxTrivia trivia in CSharpSyntaxTree.ParseText(comment, Parsed).GetRoot().DescendantTrivia())
        {
            foreach (SyntaxNode node in trivia.GetStructure()?.ChildNodes() ?? [])
            {
                if (node is XmlElementSyntax { StartTag: var start } found)
                {
                    parts.Add((start.Name.LocalName.ValueText, Names(start), Line(found)));
                }
            }
        }

        return parts;
    }

    /// <summary>The comment before a declaration, as it was written.</summary>
    private static string Comment(SyntaxNode declaration)
    {
        var comment = new StringBuilder();
        foreach (SyntaxTrivia trivia in declaration.GetLeadingTrivia())
        {
            if (IsPart(trivia, out string text))
            {
                comment.Append(text).Append('\n');
            }
        }

        return comment.ToString();
    }

    private static string? Names(XmlElementStartTagSyntax tag)
    {
        foreach (XmlAttributeSyntax attribute in tag.Attributes)
        {
            if (attribute is XmlNameAttributeSyntax { Identifier.Identifier.ValueText: var name })
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The text of an element within a sentence: on one line, in lower case, without the full stop.</summary>
    private static string? Line(XmlElementSyntax element)
    {
        var line = new StringBuilder();
        Append(line, element.Content);
        string text = line.ToString().Trim().TrimEnd('.');
        if (text.Length == 0)
        {
            return null;
        }

        // "URL of the build" keeps its capitals.
        if (text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]))
        {
            text = char.ToLowerInvariant(text[0]) + text.Substring(1);
        }

        return Bounded(text);
    }

    private static string? Bounded(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (text.Length > MaxLength)
        {
            int end = text.LastIndexOf(' ', MaxLength);
            text = text.Substring(0, end > 0 ? end : MaxLength) + "…";
        }

        // What a reply says of an argument must not call the person it takes as an example.
        return text.Replace("@", "@\u200B");
    }

    private static void Append(StringBuilder line, SyntaxList<XmlNodeSyntax> content)
    {
        foreach (XmlNodeSyntax node in content)
        {
            switch (node)
            {
                case XmlTextSyntax text:
                    foreach (SyntaxToken token in text.TextTokens)
                    {
                        Append(line, token.ValueText);
                    }

                    break;

                case XmlElementSyntax element:
                    Append(line, element.Content);
                    break;

                case XmlEmptyElementSyntax element:
                    // <see cref="Dice.Count"/>, <paramref name="count"/>, <see langword="null"/>: its last name.
                    string named = element.Attributes.Count == 0 ? "" : element.Attributes[0] switch
                    {
                        XmlCrefAttributeSyntax cref => cref.Cref.ToString(),
                        XmlNameAttributeSyntax name => name.Identifier.Identifier.ValueText,
                        XmlTextAttributeSyntax text => text.TextTokens.ToString(),
                        _ => "",
                    };
                    Append(line, named.Substring(named.LastIndexOf('.') + 1));
                    break;

                case XmlCDataSectionSyntax data:
                    Append(line, data.TextTokens.ToString());
                    break;
            }
        }
    }

    /// <summary>Appends a text, any number of blanks and line breaks as one blank.</summary>
    private static void Append(StringBuilder line, string text)
    {
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[line.Length - 1] != ' ')
            {
                line.Append(' ');
            }
        }
    }
}
