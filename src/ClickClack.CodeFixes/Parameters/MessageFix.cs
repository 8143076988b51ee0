using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Where there are no arguments, takes the message instead of a text, and reads its text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MessageFix)), Shared]
public sealed class MessageFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC2003", "CC2004"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.ContainsKey(FixData.Order)
            || file.At<ParameterSyntax>(diagnostic.Location.SourceSpan) is not { Parent: ParameterListSyntax { Parent: MethodDeclarationSyntax method } } parameter
            || file.SymbolOf(parameter) is not IParameterSymbol { Type.SpecialType: SpecialType.System_String } text
            || file.SymbolOf(method) is not IMethodSymbol symbol
            || RouteAttributes.IsOn(symbol, "OnEvent")
            || RouteAttributes.IsOn(symbol, "OnCommand")
            || RouteAttributes.IsOn(symbol.ContainingType, "OnCommand")
            || HasOtherText(symbol, text)
            || HasOtherAttribute(text)
            || FollowsOptional(parameter)
            || symbol.IsBound()
            || Uses(file, method, text) is not { } uses
            || await Callers.AreThereAsync(symbol, file).ConfigureAwait(false))
        {
            return [];
        }

        var edits = new Edits(file);
        string? there = MessageOf(symbol);
        string name = there ?? (Bodies.Mentions(method, "message") ? text.Name : "message");
        string written = name.Escaped();
        if (there is null)
        {
            edits.Replace(parameter, $"{edits.Type("ClickClack", "Message", parameter.SpanStart)} {written}");
        }
        else
        {
            ParameterEdits.Remove(edits, parameter);
        }

        foreach (IdentifierNameSyntax use in uses)
        {
            edits.Replace(use, LabelOf(use) + $"{written}.Text");
        }

        Document(file, edits, method, text.Name, name, isRemoved: there is not null);
        return [new Correction("Take the Message, and read its Text", edits)];
    }

    /// <summary>Where the text is read; null if it is also written, which the text of a message cannot be.</summary>
    private static List<IdentifierNameSyntax>? Uses(SourceFile file, MethodDeclarationSyntax method, IParameterSymbol text)
    {
        var uses = new List<IdentifierNameSyntax>();
        foreach (SyntaxNode node in method.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name
                || name.Identifier.ValueText != text.Name
                || !SymbolEqualityComparer.Default.Equals(file.Model.GetSymbolInfo(name, file.Cancellation).Symbol, text))
            {
                continue;
            }

            if (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name
                || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax
                || name.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax outer } tuple } && outer.Left == tuple)
            {
                return null;
            }

            uses.Add(name);
        }

        return uses;
    }

    /// <summary>The name that a member of an anonymous type or of a tuple had from the parameter.</summary>
    private static string LabelOf(IdentifierNameSyntax use) => use.Parent switch
    {
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => $"{use.Identifier.Text} = ",
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax } => $"{use.Identifier.Text}: ",
        _ => "",
    };

    /// <summary>Of several texts nobody knows which is the message's.</summary>
    private static bool HasOtherText(IMethodSymbol method, IParameterSymbol text)
    {
        foreach (IParameterSymbol other in method.Parameters)
        {
            if (other.Type.SpecialType == SpecialType.System_String && !SymbolEqualityComparer.Default.Equals(other, text) && other.GetAttributes().Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What else is said of a text cannot be said of a message.</summary>
    private static bool HasOtherAttribute(IParameterSymbol text)
    {
        foreach (AttributeData attribute in text.GetAttributes())
        {
            if (!attribute.AttributeClass.Is("ClickClack", "RestAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A message has no default value, and C# wants one there.</summary>
    private static bool FollowsOptional(ParameterSyntax parameter)
    {
        foreach (ParameterSyntax before in ((ParameterListSyntax)parameter.Parent!).Parameters)
        {
            if (before == parameter)
            {
                break;
            }

            if (before.Default is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? MessageOf(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.Is("ClickClack", "Message"))
            {
                return parameter.Name;
            }
        }

        return null;
    }

    /// <summary>Lets the comment of the method name the parameter as it is called now.</summary>
    private static void Document(SourceFile file, Edits edits, MethodDeclarationSyntax method, string before, string now, bool isRemoved)
    {
        foreach (SyntaxNode node in method.DescendantNodes(descendIntoTrivia: true))
        {
            if (node is not XmlNameAttributeSyntax attribute || attribute.Identifier.Identifier.ValueText != before)
            {
                continue;
            }

            if (isRemoved && attribute.Parent is XmlElementStartTagSyntax { Parent: XmlElementSyntax element } && element.StartTag.Name.LocalName.ValueText == "param")
            {
                TextLine first = file.Text.Lines.GetLineFromPosition(element.SpanStart);
                TextLine last = file.Text.Lines.GetLineFromPosition(element.Span.End);
                bool isAlone = string.IsNullOrWhiteSpace(file.Text.ToString(TextSpan.FromBounds(first.Start, element.SpanStart)).Replace("/", ""))
                    && string.IsNullOrWhiteSpace(file.Text.ToString(TextSpan.FromBounds(element.Span.End, last.End)));
                edits.Remove(isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : element.Span);
            }
            else
            {
                edits.Replace(attribute.Identifier, now);
            }
        }
    }
}
