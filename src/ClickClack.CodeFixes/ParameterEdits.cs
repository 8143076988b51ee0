using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Parameters that come and go.</summary>
internal static class ParameterEdits
{
    /// <summary>Removes a parameter and a comma beside it.</summary>
    public static void Remove(Edits edits, ParameterSyntax parameter)
    {
        SeparatedSyntaxList<ParameterSyntax> all = ((ParameterListSyntax)parameter.Parent!).Parameters;
        int index = all.IndexOf(parameter);
        edits.Remove(index > 0 ? TextSpan.FromBounds(all[index - 1].Span.End, parameter.Span.End)
            : all.Count > 1 ? TextSpan.FromBounds(parameter.SpanStart, all[1].SpanStart)
            : parameter.Span);
    }

    /// <summary>Adds a parameter as the last but for a <c>params</c> one, in a line of its own if the others have each theirs.</summary>
    public static void Add(SourceFile file, Edits edits, ParameterListSyntax list, string parameter)
    {
        SeparatedSyntaxList<ParameterSyntax> all = list.Parameters;
        if (all.Count == 0)
        {
            edits.Insert(list.OpenParenToken.Span.End, parameter);
            return;
        }

        ParameterSyntax last = all[all.Count - 1];
        bool isLine = file.BeginsLine(last.SpanStart);
        string blank = isLine ? file.EndOfLine + file.Indentation(last.SpanStart) : " ";
        if (last.Modifiers.IndexOf(SyntaxKind.ParamsKeyword) >= 0)
        {
            edits.Insert(last.SpanStart, $"{parameter},{blank}");
        }
        else
        {
            edits.Insert(SourceFile.EndOf(last), $",{blank}{parameter}");
        }
    }
}
